@echo off
rem Grades a submission: grade [DIR], grade --help. Builds the grader's jar when it is missing or older than its sources.
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set "jar=%here%\target\lockstep\grader.jar"

set "java=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo grade: no Java found: install a JDK, version 17 or newer, and set JAVA_HOME or PATH 1>&2
  exit /b 69
)

set "stale="
if not exist "%jar%" set "stale=yes"
if not defined stale if exist "%here%\grader\kit\src\main" (
  for /f %%i in ('powershell -NoProfile -Command "$jar = (Get-Item -LiteralPath '%jar%').LastWriteTimeUtc; $new = Get-ChildItem -Recurse -File -LiteralPath '%here%\grader\pom.xml','%here%\grader\engine\pom.xml','%here%\grader\engine\src\main','%here%\grader\kit\pom.xml','%here%\grader\kit\src\main','%here%\solutions\src\main' | Where-Object { $_.LastWriteTimeUtc -gt $jar -and $_.LastWriteTimeUtc -lt [DateTime]::UtcNow } | Select-Object -First 1; if ($new) { 'yes' }"') do set "stale=%%i"
)
if not defined stale goto run

where mvn >nul 2>&1
if errorlevel 1 (
  echo grade: the grader has to be built once, and Maven ^(mvn^) was not found: install Maven 3.8.7 or newer 1>&2
  exit /b 69
)
echo grade: building the grader ^(once, and again when its sources change^) ... 1>&2
if not exist "%here%\target\lockstep" mkdir "%here%\target\lockstep"
call mvn -B -q -f "%here%\pom.xml" -DskipTests -Djar-only -Dspotless.check.skip=true package > "%here%\target\lockstep\build.log" 2>&1
if errorlevel 1 (
  echo grade: the grader could not be built; the whole log is in %here%\target\lockstep\build.log 1>&2
  exit /b 70
)
copy /y "%here%\grader\kit\target\grader.jar" "%jar%.new" >nul && move /y "%jar%.new" "%jar%" >nul

:run
rem The grader writes UTF-8, which a console has to be told.
for /f "tokens=2 delims=:." %%c in ('chcp') do set "page=%%c"
chcp 65001 >nul
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx1g -XX:MaxMetaspaceSize=256m -XX:CompressedClassSpaceSize=64m ^
  -XX:ReservedCodeCacheSize=64m "-Dlockstep.home=%here%" -Dlockstep.below=101 -jar "%jar%" %*
set "status=%errorlevel%"
if defined page chcp %page% >nul
rem A JVM that cannot start, or breaks down, ends with 1; 1 is for a score below --fail-under alone.
if "%status%"=="1" set "status=70"
if "%status%"=="101" set "status=1"
exit /b %status%
