package org.drag4d.project;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of the architecture: nothing points up, and rooms of one floor keep apart. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.drag4d");

  @Test
  void stagesDoNotKnowHowTheirPriorsAreMade() {
    noClasses()
        .that()
        .resideInAnyPackage("..scene..", "..compose..", "..animate..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.drag4d.priors..", "org.drag4d.world..", "org.drag4d.nets..")
        .check(CLASSES);
  }

  @Test
  void theGroundFloorKnowsNothingAboveIt() {
    noClasses()
        .that()
        .resideInAnyPackage("org.drag4d.task..", "org.drag4d.geometry..", "org.drag4d.video..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.drag4d.splat..",
            "org.drag4d.world..",
            "org.drag4d.scene..",
            "org.drag4d.compose..",
            "org.drag4d.animate..",
            "org.drag4d.priors..",
            "org.drag4d.project..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCatalogueKnowsBothBuiltinAndNeuralPriors() {
    noClasses()
        .that()
        .resideInAPackage("org.drag4d.priors.builtin..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.drag4d.priors.neural..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.drag4d.priors.neural..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.drag4d.priors.builtin..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void projectsKnowNoUserInterface() {
    noClasses()
        .that()
        .resideInAPackage("org.drag4d.project..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.drag4d.cli..", "org.drag4d.studio..", "picocli..")
        .check(CLASSES);
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("org.drag4d.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
