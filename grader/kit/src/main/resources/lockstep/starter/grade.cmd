@echo off
rem Grades your exercises: grade, grade --help. Runs the grader's jar in .lockstep.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "jar=%here%\.lockstep\grader.jar"
set "url=@URL@"
set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo grade: no Java found: install a JDK, version 17 or newer, and set JAVA_HOME or PATH 1>&2
  exit /b 69
)
if not exist "%jar%" if defined url (
  if not exist "%here%\.lockstep" mkdir "%here%\.lockstep"
  curl --fail --location --silent --show-error --output "%jar%" "%url%"
)
certutil -hashfile "%jar%" SHA256 | findstr /i "@SHA256@" >nul
if errorlevel 1 (
  echo grade: %jar% is missing or not the grader that this repository was made with; get it back with git checkout 1>&2
  exit /b 69
)
rem The grader writes UTF-8, which a console has to be told.
for /f "tokens=2 delims=:." %%c in ('chcp') do set "page=%%c"
chcp 65001 >nul
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1g -XX:MaxMetaspaceSize=256m -XX:CompressedClassSpaceSize=64m ^
  -XX:ReservedCodeCacheSize=64m "-Dlockstep.home=%here%" -Dlockstep.below=101 -jar "%jar%" @PACKS@%*
set "status=%errorlevel%"
if defined page chcp %page% >nul
rem A JVM that cannot start, or breaks down, ends with 1; 1 is for a score below --fail-under alone.
if "%status%"=="1" set "status=70"
if "%status%"=="101" set "status=1"
exit /b %status%
