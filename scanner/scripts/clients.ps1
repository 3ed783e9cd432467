# Which programs reach the mailboxes, counted on the server so that its logs stay there. The names of the users are
# kept in memory only, and only as a hash under a random key that ends with this process; what is printed is counts.
#PARAMETERS
FirstRow 'clients'
Row 'asked' $days $seconds $megabytes

$since = [DateTime]::UtcNow.AddDays(-$days)
$until = [DateTime]::UtcNow.AddSeconds($seconds)
$script:bytes = [long]$megabytes * 1048576
$script:seen = @{}
$script:limit = $null
# Made without a key it makes a random one of 64 bytes.
$hmac = New-Object Security.Cryptography.HMACSHA1

function Count($source, $program, $version, $mode, $user) {
    if (-not $user -or $user -eq '-') { return }
    if ($program -and $program.Length -gt 300) { $program = $program.Substring(0, 300) }
    $key = [string]::Join("`t", @($source, $program, $version, $mode))
    if (-not $script:seen.ContainsKey($key)) {
        if ($script:seen.Count -ge 5000) {
            $script:limit = 'programs'
            return
        }
        $script:seen[$key] = @($source, $program, $version, $mode, @{})
    }
    $users = $script:seen[$key][4]
    $hash = [Convert]::ToBase64String($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($user.ToLower($invariant))))
    $users[$hash] = $true
}

# Quoted cells may hold commas. Two groups: what stood in quotes, and what did not.
$cell = [regex]'(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))'
function CommaCells($line) {
    if ($line.IndexOf('"') -lt 0) { return $line.Split(',') }
    foreach ($match in $cell.Matches($line)) {
        if ($match.Groups[1].Success) { $match.Groups[1].Value.Replace('""', '"') } else { $match.Groups[2].Value }
    }
}

# Where each column that is wanted stands in this header: by the first of its names, without dashes; -1 for none.
function Places($header, $wanted) {
    foreach ($names in $wanted) {
        $place = -1
        foreach ($name in $names) { if ($place -lt 0) { $place = [Array]::IndexOf($header, $name) } }
        $place
    }
}

# A log that its service may still be writing to; nothing when it cannot be opened.
function OpenLog($file) {
    trap { continue }
    return [IO.File]::Open($file.FullName, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite)
}

# Reads one log by its own header and hands the wanted cells of each line to $body; how many lines there were.
function ReadLog($stream, $separator, $needle, $wanted, $body) {
    $reader = New-Object IO.StreamReader($stream)
    $places = $null
    $lines = 0
    while ($null -ne ($line = $reader.ReadLine())) {
        $lines += 1
        if ($lines % 500 -eq 0) {
            if ([DateTime]::UtcNow -gt $until) { $script:limit = 'seconds' }
            if ($stream.Position -gt $script:bytes) { $script:limit = 'megabytes' }
            if ($null -ne $script:limit) { break }
        }
        if ($line.StartsWith('#')) {
            if ($line.StartsWith('#Fields:')) {
                $header = @($line.Substring(8).Trim().Replace('-', '').ToLower($invariant).Split($separator))
                $places = @(Places $header $wanted)
                # The first of them is what lines are chosen by; the others a line can do without.
                if ($places[0] -lt 0) {
                    $script:limit = 'columns'
                    break
                }
            }
            continue
        }
        if ($null -eq $places -or ($needle -and $line.IndexOf($needle) -lt 0)) { continue }
        if ($separator -eq ',') { $cells = @(CommaCells $line) } else { $cells = $line.Split($separator) }
        $values = @()
        foreach ($place in $places) {
            if ($place -ge 0 -and $place -lt $cells.Length) { $values += $cells[$place] } else { $values += '' }
        }
        & $body $values
    }
    $script:bytes -= $stream.Position
    $reader.Close()
    return $lines
}

# The logs of a folder that were written to in the days asked for, the newest first; one row for the folder.
function ReadLogs($source, $folder, $separator, $needle, $wanted, $body) {
    if (-not [IO.Directory]::Exists($folder)) { return }
    $files = @()
    foreach ($path in [IO.Directory]::GetFiles($folder, '*.log')) {
        $file = New-Object IO.FileInfo($path)
        if ($file.LastWriteTimeUtc -ge $since) { $files += $file }
    }
    $read = 0
    $lines = 0
    $oldest = $null
    $script:limit = $null
    foreach ($file in @($files | Sort-Object LastWriteTimeUtc -Descending)) {
        if ($null -eq $file) { continue }
        $stream = OpenLog $file
        if ($null -eq $stream) { continue }
        $lines += ReadLog $stream $separator $needle $wanted $body
        $oldest = $file.LastWriteTimeUtc
        if ($null -ne $script:limit) { break }
        $read += 1
    }
    Row 'log' $source $folder $files.Length $read $lines $oldest $script:limit
}

$connectionColumns = @(@('operation', 'requesttype'), @('clientname', 'authenticateduser', 'actas'), @('clientsoftware'), @('clientsoftwareversion'), @('clientmode'))
$connection = {
    param($values)
    if ($values[0] -eq 'Connect') { Count $source $values[2] $values[3] $values[4] $values[1] }
}

$requestColumns = @(@('csuristem'), @('csusername'), @('cs(useragent)'))
$request = {
    param($values)
    $path = $values[0].ToLower($invariant).Split('/')
    if ($path.Length -lt 2 -or @('ews', 'autodiscover', 'oab', 'mapi', 'rpc', 'microsoft-server-activesync') -notcontains $path[1]) { return }
    Count $source $values[2] '' $path[1] $values[1]
}

$setup = $null
Block 'setup' {
    $script:setup = ExchangeSetup
    $generation = $null
    if ($null -ne $setup) { $generation = $setup[0] }
    Row 'exchange-version' $generation
}

# Exchange 2007 keeps no such log: who is logged on now is all there is.
Block 'logons' {
    if ($null -ne $setup -and $setup[0] -eq '2007') {
        if ($null -eq (Get-PSSnapin Microsoft.Exchange.Management.PowerShell.Admin -ErrorAction SilentlyContinue)) {
            Add-PSSnapin Microsoft.Exchange.Management.PowerShell.Admin
        }
        foreach ($each in @(Get-LogonStatistics -Server $env:COMPUTERNAME)) {
            if ($null -ne $each) { Count 'logons' ([string]$each.ApplicationId) ([string]$each.ClientVersion) ([string]$each.ClientMode) ([string]$each.UserName) }
        }
    }
}

Block 'rpc-logs' {
    if ($null -ne $setup) { ReadLogs 'rpc' ([IO.Path]::Combine($setup[1], 'Logging\RPC Client Access')) ',' 'Connect' $connectionColumns $connection }
}

Block 'mapi-logs' {
    if ($null -ne $setup) {
        ReadLogs 'mapi' ([IO.Path]::Combine($setup[1], 'Logging\MapiHttp\Mailbox')) ',' 'Connect' $connectionColumns $connection
        ReadLogs 'mapi' ([IO.Path]::Combine($setup[1], 'Logging\MAPI Client Access')) ',' 'Connect' $connectionColumns $connection
    }
}

Block 'web-logs' {
    $roots = @($folders)
    if ($roots.Length -eq 0) {
        $configuration = [IO.Path]::Combine($env:windir, 'System32\inetsrv\config\applicationHost.config')
        if ([IO.File]::Exists($configuration)) {
            foreach ($match in [regex]::Matches([IO.File]::ReadAllText($configuration), '<logFile[^>]*\sdirectory="([^"]*)"')) {
                $roots += [Environment]::ExpandEnvironmentVariables($match.Groups[1].Value)
            }
        }
        $roots += [IO.Path]::Combine($env:windir, 'System32\LogFiles')
    }
    foreach ($root in @($roots | Sort-Object -Unique)) {
        if (-not [IO.Directory]::Exists($root)) { continue }
        foreach ($folder in [IO.Directory]::GetDirectories($root, 'W3SVC*')) { ReadLogs 'web' $folder ' ' '' $requestColumns $request }
    }
}

Block 'clients' {
    foreach ($key in $script:seen.Keys) {
        $each = $script:seen[$key]
        $users = $each[4]
        Row 'client' $each[0] $each[1] $each[2] $each[3] $users.Count
    }
}

LastRow
