@echo off
rem Builds and tests whybounce on Windows: finds a JDK 25 or newer and runs the pinned Maven on it.
rem   build                 compile, check, test, package (Maven's "verify")
rem   build -Dquick ARGS    without the developers' compiler checks, format check and tests
setlocal
set "root=%~dp0"
call "%root%.mvn\find-jdk.cmd" || exit /b 2
set "maven="
for /f "delims=" %%M in ('call "%JAVA_HOME%\bin\java" "%root%.mvn\FetchMaven.java" "%root%.mvn\wrapper\maven-wrapper.properties"') do set "maven=%%M"
if not defined maven exit /b 2
rem Maven would take classes that were compiled without the checks for checked ones.
echo %* | findstr /c:"-Dquick" >nul && (
  if not exist "%root%target" mkdir "%root%target"
  type nul > "%root%target\.unchecked"
) || (
  if exist "%root%target\.unchecked" for %%D in (core cli web bench) do (
    if exist "%root%%%D\target\classes" rmdir /s /q "%root%%%D\target\classes"
    if exist "%root%%%D\target\maven-status" rmdir /s /q "%root%%%D\target\maven-status"
  )
  if exist "%root%target\.unchecked" del "%root%target\.unchecked"
)
pushd "%root%"
if "%~1"=="" (call "%maven%\bin\mvn.cmd" verify) else (call "%maven%\bin\mvn.cmd" %*)
set "status=%errorlevel%"
popd
exit /b %status%
