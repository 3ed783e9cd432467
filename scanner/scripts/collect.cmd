@echo off
rem Runs the scripts beside this file and writes what they print beside it. It changes nothing on this machine.
rem Right-click it and choose "Run as administrator". READ-ME.txt says more.
setlocal
set "HERE=%~dp0"
set "POWERSHELL=%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe"
rem A 32-bit command prompt sees the 64-bit PowerShell only here.
if exist "%SystemRoot%\Sysnative\WindowsPowerShell\v1.0\powershell.exe" set "POWERSHELL=%SystemRoot%\Sysnative\WindowsPowerShell\v1.0\powershell.exe"
if not exist "%POWERSHELL%" (
    echo There is no PowerShell on this machine, so there is nothing that could read it.
    pause
    exit /b 1
)
call :run host
call :run exchange
call :run clients
echo.
echo Done. Take the .txt files that begin with %COMPUTERNAME% to the workstation and run there:
echo   exready import FILES --into inventory.json
pause
exit /b 0

:run
echo Running %1.ps1 ...
set "EXREADY_SCRIPT=%HERE%%1.ps1"
set "FIRST="
rem Exchange 2010 and later answer in their own shell; 2007 and Edge servers are loaded by the script itself.
if not %1==exchange goto start
if exist "%ExchangeInstallPath%bin\RemoteExchange.ps1" set "FIRST=. ($env:ExchangeInstallPath + 'bin\RemoteExchange.ps1'); Connect-ExchangeServer -auto; "
reg query HKLM\SOFTWARE\Microsoft\ExchangeServer\v14\EdgeTransportRole > nul 2>&1 && set "FIRST="
reg query HKLM\SOFTWARE\Microsoft\ExchangeServer\v15\EdgeTransportRole > nul 2>&1 && set "FIRST="
:start
"%POWERSHELL%" -NoProfile -NonInteractive -Command "%FIRST%Invoke-Expression ([IO.File]::ReadAllText($env:EXREADY_SCRIPT))" < nul > "%HERE%%COMPUTERNAME%-%1.txt"
exit /b 0
