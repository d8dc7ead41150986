@rem Called by build.cmd and whybounce.cmd: sets JAVA_HOME to a JDK 25 or newer, or ends with status 2.
@if defined JAVA_HOME call :fits "%JAVA_HOME%" && exit /b 0
@for /f "delims=" %%J in ('where javac 2^>nul') do @call :of "%%~dpJ.." && exit /b 0
@for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\BellSoft\LibericaJDK-*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\temurin25-jdk\current") do @call :of "%%~fD" && exit /b 0
@echo whybounce needs a JDK 25 or newer and found none: winget install EclipseAdoptium.Temurin.25.JDK, or set JAVA_HOME to one. 1>&2
@exit /b 2

:of
@call :fits "%~f1" || exit /b 1
@set "JAVA_HOME=%~f1"
@exit /b 0

:fits
@if not exist "%~1\bin\javac.exe" exit /b 1
@if not exist "%~1\release" exit /b 1
@findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%~1\release" >nul
@exit /b %errorlevel%
