# Every script begins with this. Runs from PowerShell 1.0; ASCII only; changes nothing on the machine.
# One row a line: kind, then columns, with tabs between. A backslash is doubled, whatever is not from space to
# tilde is \uXXXX, nothing at all is \N, and each item of a list ends with \, (see docs/rows.md).
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$invariant = [Globalization.CultureInfo]::InvariantCulture
# A 32-bit process on 64-bit Windows sees another registry, in which there is no Exchange.
$redirected = $null -ne $env:PROCESSOR_ARCHITEW6432
$script:rows = 0
$script:failed = $false

function Text($value) {
    if ($value -is [DateTime]) { return $value.ToUniversalTime().ToString('s', $invariant) + 'Z' }
    # A cast to text is the same in every culture; -f and ToString() are not.
    $text = ([string]$value).Replace('\', '\\')
    # Case-sensitive: without regard to case the Kelvin sign would pass for the letter k.
    if ($text -cnotmatch '[^ -~]') { return $text }
    $escaped = New-Object Text.StringBuilder
    foreach ($character in $text.ToCharArray()) {
        $code = [int]$character
        if ($code -ge 32 -and $code -le 126) { [void]$escaped.Append($character) }
        else { [void]$escaped.Append('\u' + $code.ToString('X4', $invariant)) }
    }
    return $escaped.ToString()
}

function Field($value) {
    if ($null -eq $value) { return '\N' }
    if ($value -is [string] -or $value -isnot [Collections.IEnumerable]) { return (Text $value) }
    $list = ''
    foreach ($item in $value) { if ($null -ne $item) { $list += (Text $item) + '\,' } }
    return $list
}

function PrintRow($kind, $values) {
    $line = $kind
    foreach ($value in $values) { $line += "`t" + (Field $value) }
    # Not the pipeline: its text is broken at the width of a console that may not even be there.
    [Console]::Out.WriteLine($line)
    $script:rows += 1
}

function Row($kind) { PrintRow $kind $args }

# A block that fails says so and the next one goes on.
function Block($name, $body) {
    $script:failed = $false
    trap {
        $script:failed = $true
        $type = $_.Exception.GetType().FullName
        Row 'failed' $name $type $_.Exception.Message
        continue
    }
    & $body | Out-Null
    if (-not $script:failed) { Row 'done' $name }
}

# The key below HKEY_LOCAL_MACHINE; nothing where there is none.
function Key($path) {
    if ($redirected) { throw 'This is a 32-bit PowerShell on 64-bit Windows; run the 64-bit one.' }
    return [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($path)
}

function KeyValue($path, $name) {
    $value = $null
    $key = Key $path
    if ($null -ne $key) { $value = $key.GetValue($name) }
    return $value
}

# One row of a label and the values of a key that have these names.
function KeyRow($kind, $label, $key, $names) {
    $values = @($label)
    foreach ($name in $names) { $values += , $key.GetValue($name) }
    PrintRow $kind $values
}

function FirstRow($what) {
    $parameters = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey('SYSTEM\CurrentControlSet\Services\Tcpip\Parameters')
    $name = $parameters.GetValue('Hostname')
    if (-not $name) { $name = $env:COMPUTERNAME }
    $domain = $parameters.GetValue('Domain')
    if ($domain) { $name = $name + '.' + $domain }
    $version = '1.0'
    if ($null -ne $PSVersionTable) { $version = $PSVersionTable.PSVersion }
    Row 'exready' 1 $what $name ([DateTime]::UtcNow) $version $redirected
}

function LastRow { Row 'end' $script:rows }

# The version of Exchange by the key that its setup wrote: the newest first.
function ExchangeSetup {
    foreach ($each in @(@('2013', 'ExchangeServer\v15\Setup'), @('2010', 'ExchangeServer\v14\Setup'), @('2007', 'Exchange\Setup'))) {
        $key = Key ('SOFTWARE\Microsoft\' + $each[1])
        if ($null -ne $key -and $key.GetValue('MsiInstallPath')) { return @($each[0], $key.GetValue('MsiInstallPath')) }
    }
}
