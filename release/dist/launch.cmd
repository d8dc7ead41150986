@echo off
rem Starts whybounce from where it was unpacked, on Windows.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java"
"%java%" -version >nul 2>&1 || (
  echo whybounce needs Java 25 or newer: winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  exit /b 2
)
if "%~1"=="serve" (
  "%java%" -Xmx256m -XX:+UseSerialGC -cp "%home%\lib\whybounce-web.jar" org.whybounce.web.Serve %2 %3 %4 %5 %6 %7 %8 %9
) else (
  "%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "%home%\lib\whybounce-cli.jar" %*
)
exit /b %errorlevel%
