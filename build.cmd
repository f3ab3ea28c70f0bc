@echo off
rem For the command prompt; PowerShell 7 (https://aka.ms/powershell) does the work.
pwsh -NoProfile -ExecutionPolicy Bypass -File "%~dp0build.ps1" %*
exit /b %ERRORLEVEL%
