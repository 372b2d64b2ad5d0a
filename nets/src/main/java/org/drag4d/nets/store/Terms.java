package org.drag4d.nets.store;

/** Licences in words. */
public final class Terms {
  private Terms() {}

  /** Returns a licence on one line. */
  public static String line(PublishedModel.Licence licence) {
    return licence.name()
        + (licence.commercial() ? "" : "; commercial use is not granted or limited")
        + (licence.territories().isEmpty() ? "" : "; not in " + licence.territories());
  }

  /** Returns everything that a person must know before accepting, on several lines. */
  public static String full(PublishedModel model) {
    PublishedModel.Licence licence = model.licence();
    StringBuilder text = new StringBuilder();
    text.append(model.name()).append(": ").append(model.makes()).append('\n');
    text.append("  size     ").append(model.size()).append('\n');
    for (PublishedModel.Source source : model.sources()) {
      text.append("  from     ").append(source.where()).append('\n');
    }
    text.append("  licence  ").append(line(licence)).append('\n');
    text.append("           ").append(licence.link());
    if (!licence.note().isEmpty()) {
      text.append("\n           ").append(licence.note());
    }
    if (!model.note().isEmpty()) {
      text.append("\n  note     ").append(model.note());
    }
    return text.toString();
  }
}
