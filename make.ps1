# The Makefile for Windows PowerShell 5.1 and later: ./make.ps1 try
# Where scripts are not allowed to run: powershell -ExecutionPolicy Bypass -File make.ps1 try
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('help', 'try', 'test', 'lint', 'wheelhouse', 'clean')]
    [string]$Target = 'help',

    # A Python 3.11 or newer of your choice, instead of the one that is found.
    [string]$Python = ''
)

Set-StrictMode -Version 2.0
# Not 'Stop': there, Windows PowerShell 5.1 takes a line on stderr for an error. Invoke-Tool looks at exit codes.
$ErrorActionPreference = 'Continue'
Set-Location -LiteralPath $PSScriptRoot
$Rooms = @('exready', 'scanner', 'checks', 'reports', 'templates', 'samples')
$Pip = @('-m', 'pip', '--disable-pip-version-check')

function Stop-Make {
    param([string]$Sentence)
    [Console]::Error.WriteLine($Sentence)
    exit 1
}

function Invoke-Tool {
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        exit $LASTEXITCODE
    }
}

# "3 12 1": the version, and 1 when it can make environments. Nothing when that Python is not there.
function Get-PythonState {
    param([string]$Program, [string[]]$Selector)
    if (-not (Get-Command -Name $Program -ErrorAction SilentlyContinue)) {
        return ''
    }
    $code = "import importlib.util as u, sys; print(*sys.version_info[:2], int(u.find_spec('ensurepip') is not None))"
    $arguments = $Selector + @('-c', $code)
    $answer = & $Program @arguments 2>$null
    if ($LASTEXITCODE -ne 0) {
        return ''
    }
    return [string]$answer
}

# The first Python that is new enough and can make environments, as a command with its arguments.
function Find-Python {
    $candidates = @()
    if ($Python) {
        $candidates += , @($Python)
    }
    else {
        # The launcher takes the newest that is installed; asked for a certain version, it may install that one.
        $candidates += , @('py', '-3')
        $candidates += , @('python')
        $candidates += , @('python3')
    }
    $why = 'no Python was found'
    foreach ($candidate in $candidates) {
        $selector = @($candidate | Select-Object -Skip 1)
        $state = Get-PythonState -Program $candidate[0] -Selector $selector
        if (-not $state) {
            continue
        }
        $major, $minor, $complete = $state.Split(' ')
        if ([int]$major -ne 3 -or [int]$minor -lt 11) {
            $why = "$candidate here is $major.$minor"
        }
        elseif ($complete -ne '1') {
            $why = "Python $major.$minor here cannot make virtual environments (ensurepip is missing)"
        }
        else {
            return $candidate
        }
    }
    Stop-Make "exready needs Python 3.11 or newer; $why. Install one, or name it: ./make.ps1 $Target -Python C:\path\to\python.exe"
}

function New-Environment {
    param([string]$Directory)
    $interpreter = Join-Path $Directory 'Scripts\python.exe'
    if (Test-Path -LiteralPath $interpreter) {
        return
    }
    $command = @(Find-Python)
    $arguments = @($command | Select-Object -Skip 1) + @('-m', 'venv', '--clear', $Directory)
    Invoke-Tool $command[0] $arguments
}

# True when a source or a requirements file is newer than the stamp of the last installation.
function Test-Stale {
    param([string]$Stamp, [string[]]$Paths)
    if (-not (Test-Path -LiteralPath $Stamp)) {
        return $true
    }
    $made = (Get-Item -LiteralPath $Stamp).LastWriteTimeUtc
    foreach ($path in $Paths) {
        $files = @(Get-Item -LiteralPath $path)
        if (Test-Path -LiteralPath $path -PathType Container) {
            $files = @(Get-ChildItem -LiteralPath $path -Recurse -File)
        }
        if ($files | Where-Object { $_.Extension -ne '.pyc' -and $_.LastWriteTimeUtc -gt $made }) {
            return $true
        }
    }
    return $false
}

function Set-Stamp {
    param([string]$Stamp)
    Set-Content -LiteralPath $Stamp -Value ''
}

function Install-ForUse {
    New-Environment '.venv'
    $interpreter = '.venv\Scripts\python.exe'
    if (Test-Stale '.venv\libraries' @('requirements\run.txt', 'requirements\build.txt')) {
        Write-Output 'Installing the libraries exready needs into .venv (once; less than a minute on most lines) ...'
        $files = @('-r', 'requirements\run.txt', '-r', 'requirements\build.txt')
        Invoke-Tool $interpreter ($Pip + @('install', '-qq', '--require-hashes') + $files)
        Set-Stamp '.venv\libraries'
    }
    if (Test-Stale '.venv\installed' ($Rooms + @('pyproject.toml', 'README.md', '.venv\libraries'))) {
        Write-Output 'Installing exready into .venv ...'
        $options = @('install', '-qq', '--no-deps', '--no-build-isolation', '--force-reinstall', '.')
        Invoke-Tool $interpreter ($Pip + $options)
        Set-Stamp '.venv\installed'
    }
}

function Install-ForTests {
    New-Environment '.venv-test'
    $interpreter = '.venv-test\Scripts\python.exe'
    if (Test-Stale '.venv-test\installed' @('requirements\test.txt', 'pyproject.toml')) {
        Write-Output 'Installing the libraries, exready and the test tools into .venv-test ...'
        Invoke-Tool $interpreter ($Pip + @('install', '-qq', '--require-hashes', '-r', 'requirements\test.txt'))
        $options = @('install', '-qq', '--no-deps', '--no-build-isolation', '--editable', '.')
        Invoke-Tool $interpreter ($Pip + $options)
        Set-Stamp '.venv-test\installed'
    }
}

# The exit code goes to a variable: a function's output would carry what the tools print as well.
function Invoke-Lint {
    $script:LintFailed = $false
    $runs = @(
        @('ruff', 'check', '--quiet'),
        @('ruff', 'format', '--check', '--quiet'),
        @('mypy'),
        @('lint-imports', '--no-logo')
    )
    foreach ($run in $runs) {
        $arguments = @($run | Select-Object -Skip 1)
        & ".venv-test\Scripts\$($run[0]).exe" @arguments
        if ($LASTEXITCODE -ne 0) {
            $script:LintFailed = $true
        }
    }
}

if ($Target -eq 'try') {
    Install-ForUse
    Invoke-Tool '.venv\Scripts\exready.exe' @('try')
}
elseif ($Target -eq 'lint') {
    Install-ForTests
    Invoke-Lint
    if ($LintFailed) {
        exit 1
    }
}
elseif ($Target -eq 'test') {
    Install-ForTests
    Write-Output 'The Samba lab needs Debian: its tests are skipped here.'
    Invoke-Lint
    Invoke-Tool '.venv-test\Scripts\python.exe' @('-m', 'pytest', '--numprocesses=logical', '--maxprocesses=4', '--dist=loadgroup')
    if ($LintFailed) {
        Stop-Make 'The tests passed, lint did not: see above.'
    }
}
elseif ($Target -eq 'wheelhouse') {
    Install-ForUse
    if (Test-Path -LiteralPath 'wheelhouse') {
        Remove-Item -LiteralPath 'wheelhouse' -Recurse -Force
    }
    $options = @('--require-hashes', '--only-binary', ':all:', '-r', 'requirements\run.txt', '-d', 'wheelhouse')
    Invoke-Tool '.venv\Scripts\python.exe' ($Pip + @('download', '-qq') + $options)
    $options = @('--no-deps', '--no-build-isolation', '-w', 'wheelhouse', '.')
    Invoke-Tool '.venv\Scripts\python.exe' ($Pip + @('wheel', '-qq') + $options)
    Write-Output 'Take wheelhouse to the workstation and run there, in an environment of its own:'
    Write-Output '  python -m pip install --no-deps (Get-ChildItem wheelhouse\*.whl)'
}
elseif ($Target -eq 'clean') {
    foreach ($directory in @('.venv', '.venv-test', 'build', 'dist', 'wheelhouse')) {
        if (Test-Path -LiteralPath $directory) {
            Remove-Item -LiteralPath $directory -Recurse -Force
        }
    }
}
else {
    Write-Output '  ./make.ps1 try         a report on a shipped sample organisation, in an environment of its own (.venv)'
    Write-Output '  ./make.ps1 test        lint, then all tests that Windows can run'
    Write-Output '  ./make.ps1 lint        ruff, mypy, import-linter'
    Write-Output '  ./make.ps1 wheelhouse  everything a workstation like this one needs without internet'
    Write-Output '  ./make.ps1 clean       remove the environments and builds'
}
