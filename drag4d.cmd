@echo off
rem Starts Drag4D on Windows: finds a JDK 25, builds on first use, runs it.
rem DRAG4D_JAVA_OPTIONS adds options for the virtual machine. After an update: rmdir /s /q cli\target, which builds again.
rem
rem Two things to keep in mind here: the names of variables have no case, so that "java_home" would be JAVA_HOME itself;
rem and delayed expansion stays off, because it would eat the exclamation marks of a prompt.
setlocal DisableDelayedExpansion
set "root=%~dp0"
set "libraries=%root%cli\target\libraries"
set "stamp=%libraries%\.complete"

rem --- the JDK -----------------------------------------------------------------------------------------------------

set "jdk="
if defined DRAG4D_JAVA_HOME call :consider "%DRAG4D_JAVA_HOME:"=%"
if not defined jdk if defined JAVA_HOME call :consider "%JAVA_HOME:"=%"
if not defined jdk for /d %%H in (
  "%ProgramFiles%\Eclipse Adoptium\*"
  "%ProgramFiles%\Java\*"
  "%ProgramFiles%\Microsoft\*"
  "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*"
  "%ProgramFiles%\BellSoft\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*"
  "%USERPROFILE%\.jdks\*"
  "%USERPROFILE%\scoop\apps\temurin25-jdk\*"
) do call :consider "%%~H"
if not defined jdk for /f "delims=" %%J in ('where java 2^>nul') do call :consider "%%~dpJ.."
if defined jdk goto found
>&2 echo error: Drag4D needs a JDK 25 and found none.
>&2 echo   Looked at DRAG4D_JAVA_HOME, JAVA_HOME, "%ProgramFiles%" (Eclipse Adoptium, Java, Microsoft, Zulu,
>&2 echo   Amazon Corretto, BellSoft), "%LOCALAPPDATA%\Programs\Eclipse Adoptium", "%USERPROFILE%\.jdks", scoop,
>&2 echo   and 'java' on the PATH.
>&2 echo   Install it, for instance:  winget install EclipseAdoptium.Temurin.25.JDK
>&2 echo   or name one:               set "JAVA_HOME=C:\path\to\jdk-25"
exit /b 1

rem --- the build ---------------------------------------------------------------------------------------------------

:found
if exist "%stamp%" goto run
where mvn >nul 2>nul
if not errorlevel 1 goto build
>&2 echo error: Drag4D is not built yet, and Maven (mvn) is not on the PATH.
>&2 echo   Install Maven 3.8.6 or later from https://maven.apache.org/download.cgi, or:  scoop install maven
>&2 echo   then start this command again; it builds by itself.
exit /b 1

:build
>&2 echo Building Drag4D (first use; about a minute) ...
set "JAVA_HOME=%jdk%"
set "MAVEN_OPTS=%MAVEN_OPTS% --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
rem Jars of earlier versions would stay on the class path.
if exist "%libraries%" rmdir /s /q "%libraries%"
pushd "%root%"
call mvn -q -B -ntp -Dformat.skip=true -DskipTests package 1>&2
set "failed=%errorlevel%"
popd
if "%failed%"=="0" goto built
>&2 echo error: the build failed; what Maven said is above
exit /b 1

:built
type nul >"%stamp%"

rem --- the run -----------------------------------------------------------------------------------------------------

:run
rem The demo is meant for small machines: it fits into this heap (and 4 GB in all).
set "heap=-XX:MaxRAMPercentage=70 -XX:MaxNewSize=640m"
if "%~1"=="demo" set "heap=-Xmx2600m"
"%jdk%\bin\java" -XX:+UseParallelGC %heap% -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED %DRAG4D_JAVA_OPTIONS% -cp "%libraries%\*" org.drag4d.cli.Drag4D %*
exit /b %errorlevel%

rem Takes a folder if it holds a JDK 25: its file "release" says JAVA_VERSION="25 and then a point or the closing quote.
rem The pattern has points where the quotes are, since a quote inside a quoted argument would end it for the shell.
:consider
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /r "JAVA_VERSION=.25[^0-9]" "%~1\release" >nul 2>nul && set "jdk=%~f1"
exit /b 0
