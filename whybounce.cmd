@echo off
rem Runs whybounce from a checkout on Windows: whybounce explain bounce.eml
rem Builds it on first use; after a change of the sources: build -Dquick package
setlocal
set "root=%~dp0"
call "%root%.mvn\find-jdk.cmd" || exit /b 2
set "module=cli"
if /i "%~1"=="serve" set "module=web"
set "jar=%root%%module%\target\whybounce-%module%.jar"
if not exist "%jar%" (
  echo Building whybounce ^(once; about a minute the first time^) ... 1>&2
  if not exist "%root%target" mkdir "%root%target"
  call "%root%build.cmd" -q -Dquick -pl %module% -am package > "%root%target\first-build.log" 2>&1 || (
    echo whybounce could not be built; what Maven said is in %root%target\first-build.log 1>&2
    exit /b 2
  )
)
if "%module%"=="web" goto serve
"%JAVA_HOME%\bin\java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%jar%" %*
exit /b %errorlevel%

:serve
set "arguments="
:next
shift
if "%~1"=="" goto run
set "arguments=%arguments% %1"
goto next
:run
"%JAVA_HOME%\bin\java" -Xmx256m -XX:+UseSerialGC -jar "%jar%"%arguments%
exit /b %errorlevel%
