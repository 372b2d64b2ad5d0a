@echo off
rem Starts Drag4D on Windows: finds a JDK 25, builds on first use, runs it. DRAG4D_JAVA_OPTIONS adds options for the virtual machine.
setlocal EnableDelayedExpansion
set "root=%~dp0"
set "libraries=%root%cli\target\libraries"
set "stamp=%libraries%\.complete"

set "java_home="
for %%H in ("%DRAG4D_JAVA_HOME%" "%JAVA_HOME%") do if not defined java_home call :consider "%%~H"
for /d %%H in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*") do if not defined java_home call :consider "%%~H"
if not defined java_home (
  >&2 echo error: Drag4D needs a JDK 25 and found none.
  >&2 echo   Looked at JAVA_HOME, "%ProgramFiles%" ^(Eclipse Adoptium, Java, Microsoft, Zulu, Amazon Corretto^) and "%USERPROFILE%\.jdks".
  >&2 echo   Install it, for instance:  winget install EclipseAdoptium.Temurin.25.JDK
  exit /b 1
)

if not exist "%stamp%" (
  where mvn >nul 2>nul
  if errorlevel 1 (
    >&2 echo error: Drag4D is not built yet, and Maven ^(mvn^) is not on the PATH.
    >&2 echo   Install Maven 3.8.6 or later, for instance:  winget install Apache.Maven
    exit /b 1
  )
  >&2 echo Building Drag4D ^(first use; about a minute^) ...
  pushd "%root%"
  set "JAVA_HOME=%java_home%"
  call mvn -q -B -ntp -Dformat.skip=true -DskipTests package 1>&2
  if errorlevel 1 (
    popd
    >&2 echo error: the build failed; what Maven said is above
    exit /b 1
  )
  popd
  type nul > "%stamp%"
)

"%java_home%\bin\java" -XX:+UseParallelGC -XX:MaxRAMPercentage=70 -XX:MaxNewSize=640m --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED %DRAG4D_JAVA_OPTIONS% -cp "%libraries%\*" org.drag4d.cli.Drag4D %*
exit /b %errorlevel%

:consider
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul && set "java_home=%~1"
exit /b 0
