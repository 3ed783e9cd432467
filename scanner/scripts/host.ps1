# What the machine is: hardware, Windows, what is installed, how it is set. Needs a local administrator.
FirstRow 'host'

Block 'machine' {
    $computer = Get-WmiObject Win32_ComputerSystem
    Row 'machine' $computer.Manufacturer $computer.Model $computer.Domain $computer.DomainRole
}

Block 'processors' {
    foreach ($each in @(Get-WmiObject Win32_Processor)) {
        Row 'processor' $each.SocketDesignation $each.Name $each.Architecture $each.NumberOfCores $each.NumberOfLogicalProcessors $each.MaxClockSpeed $each.CurrentClockSpeed
    }
}

Block 'memory' {
    $computer = Get-WmiObject Win32_ComputerSystem
    Row 'memory' $computer.TotalPhysicalMemory
    foreach ($each in @(Get-WmiObject Win32_PhysicalMemory)) { Row 'memory-module' $each.Capacity }
}

# What a hypervisor tells its guest. Only its own counters hold it, and nothing else has them.
Block 'hyper-v-memory' {
    foreach ($each in @(Get-WmiObject Win32_PerfRawData_Counters_HyperVDynamicMemoryIntegrationService)) { Row 'hyper-v-memory' $each.MaximumMemoryMbytes }
}

Block 'vmware-memory' {
    foreach ($each in @(Get-WmiObject Win32_PerfRawData_vmGuestLib_VMem)) { Row 'vmware-memory' $each.MemReservationMB }
}

Block 'volumes' {
    foreach ($each in @(Get-WmiObject Win32_Volume -Filter 'DriveType=3')) {
        $system = $null -ne $each.DriveLetter -and $each.DriveLetter -eq $env:SystemDrive
        Row 'volume' $each.Name $each.Label $each.FileSystem $each.BlockSize $each.Capacity $each.FreeSpace $system
    }
}

Block 'page-files' {
    $memory = Key 'SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management'
    Row 'page-file-setting' ($memory.GetValue('PagingFiles'))
    foreach ($each in @(Get-WmiObject Win32_PageFileUsage)) {
        Row 'page-file' $each.Name $each.AllocatedBaseSize $each.PeakUsage
    }
}

Block 'windows' {
    $system = Get-WmiObject Win32_OperatingSystem
    Row 'windows' $system.Caption $system.Version $system.OperatingSystemSKU $system.ServicePackMajorVersion $system.ProductType $system.OSArchitecture $system.OSLanguage $system.InstallDate $system.LastBootUpTime
    KeyRow 'windows-registry' $env:SystemDrive (Key 'SOFTWARE\Microsoft\Windows NT\CurrentVersion') @('ProductName', 'CurrentVersion', 'CurrentMajorVersionNumber', 'CurrentMinorVersionNumber', 'CurrentBuildNumber', 'UBR', 'EditionID', 'CSDVersion', 'InstallationType', 'DisplayVersion', 'ReleaseId')
}

Block 'dotnet' {
    foreach ($name in @('v1.1.4322', 'v2.0.50727', 'v3.0', 'v3.5', 'v4\Client', 'v4\Full')) {
        $key = Key ('SOFTWARE\Microsoft\NET Framework Setup\NDP\' + $name)
        if ($null -ne $key) { KeyRow 'dotnet' $name $key @('Install', 'SP', 'Version', 'Release') }
    }
}

# From the registry: Win32_Product would make Windows Installer check and repair every package.
Block 'software' {
    foreach ($root in @('SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall', 'SOFTWARE\Wow6432Node\Microsoft\Windows\CurrentVersion\Uninstall')) {
        $uninstall = Key $root
        if ($null -eq $uninstall) { continue }
        foreach ($id in $uninstall.GetSubKeyNames()) {
            $key = $uninstall.OpenSubKey($id)
            if ($null -eq $key) { continue }
            $name = $key.GetValue('DisplayName')
            if ($name -like 'Microsoft Visual C++*' -or $name -like '*Unified Communications Managed API*' -or $name -like '*URL Rewrite*') {
                Row 'software' $name ($key.GetValue('DisplayVersion')) ($key.GetValue('Version')) ($root -like '*Wow6432Node*')
            }
        }
    }
}

# By the names Setup asks for where Windows has them: 2008 has numbers and names in its language, 2003 components.
Block 'features' {
    $version = (Get-WmiObject Win32_OperatingSystem).Version
    if ($version -like '5.*') {
        $components = Key 'SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\Oc Manager\Subcomponents'
        foreach ($name in $components.GetValueNames()) { if ($components.GetValue($name) -eq 1) { Row 'feature' $name $null } }
        return
    }
    if ($version -like '6.0.*') {
        foreach ($each in @(Get-WmiObject Win32_ServerFeature)) { Row 'feature' $each.Name $each.ID }
        return
    }
    Import-Module ServerManager
    foreach ($each in @(Get-WindowsFeature)) { if ($each.Installed) { Row 'feature' $each.Name $null } }
}

Block 'pending-reboot' {
    $renames = (Key 'SYSTEM\CurrentControlSet\Control\Session Manager').GetValue('PendingFileRenameOperations')
    if ($null -ne $renames) { Row 'pending-reboot' 'file-rename' }
    if ($null -ne (Key 'SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending')) { Row 'pending-reboot' 'servicing' }
    if ($null -ne (Key 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired')) { Row 'pending-reboot' 'windows-update' }
    $flags = KeyValue 'SOFTWARE\Microsoft\Updates\UpdateExeVolatile' 'Flags'
    if ($null -ne $flags -and $flags -ne 0) { Row 'pending-reboot' 'update-exe' }
    $names = 'SYSTEM\CurrentControlSet\Control\ComputerName\'
    if ((KeyValue ($names + 'ActiveComputerName') 'ComputerName') -ne (KeyValue ($names + 'ComputerName') 'ComputerName')) { Row 'pending-reboot' 'computer-name' }
}

# What has no key is at the default of this Windows.
Block 'tls' {
    foreach ($protocol in @('SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3')) {
        foreach ($side in @('Server', 'Client')) {
            $key = Key ('SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\' + $protocol + '\' + $side)
            if ($null -ne $key) { Row 'schannel' $protocol $side ($key.GetValue('Enabled')) ($key.GetValue('DisabledByDefault')) }
        }
    }
    foreach ($root in @('SOFTWARE\Microsoft\.NETFramework\', 'SOFTWARE\Wow6432Node\Microsoft\.NETFramework\')) {
        foreach ($version in @('v2.0.50727', 'v4.0.30319')) {
            $key = Key ($root + $version)
            if ($null -ne $key) { Row 'dotnet-tls' $version ($root -like '*Wow6432Node*') ($key.GetValue('SystemDefaultTlsVersions')) ($key.GetValue('SchUseStrongCrypto')) }
        }
    }
}

Block 'settings' {
    $system = 'SYSTEM\CurrentControlSet\'
    $settings = @(
        @('lm-compatibility-level', ($system + 'Control\Lsa'), 'LmCompatibilityLevel'),
        @('credential-guard', ($system + 'Control\Lsa'), 'LsaCfgFlags'),
        @('suppress-extended-protection', ($system + 'Control\Lsa'), 'SuppressExtendedProtection'),
        @('smb1', ($system + 'Services\LanmanServer\Parameters'), 'SMB1'),
        @('ipv6-disabled-components', ($system + 'Services\Tcpip6\Parameters'), 'DisabledComponents'),
        @('tcp-keep-alive-ms', ($system + 'Services\Tcpip\Parameters'), 'KeepAliveTime'),
        @('rpc-minimum-timeout-s', 'SOFTWARE\Policies\Microsoft\Windows NT\RPC', 'MinimumConnectionTimeout'),
        @('power-scheme', ($system + 'Control\Power\User\PowerSchemes'), 'ActivePowerScheme'),
        @('ldap-signing', ($system + 'Services\NTDS\Parameters'), 'LDAPServerIntegrity'),
        @('ldap-channel-binding', ($system + 'Services\NTDS\Parameters'), 'LdapEnforceChannelBinding')
    )
    foreach ($each in $settings) { Row 'setting' $each[0] (KeyValue $each[1] $each[2]) }
}

# InstalledOn as Windows keeps it: PowerShell's own property of that name reads it by the culture and may fail.
Block 'hotfixes' {
    foreach ($each in @(Get-WmiObject Win32_QuickFixEngineering)) {
        Row 'hotfix' $each.HotFixID $each.Description $each.psbase.Properties['InstalledOn'].Value
    }
}

Block 'services' {
    foreach ($each in @(Get-WmiObject Win32_Service)) {
        Row 'service' $each.Name $each.DisplayName $each.State $each.StartMode $each.StartName
    }
}

Block 'network' {
    foreach ($each in @(Get-WmiObject Win32_NetworkAdapterConfiguration -Filter 'IPEnabled=TRUE')) {
        Row 'network-adapter' $each.Description $each.IPAddress $each.IPSubnet $each.DefaultIPGateway $each.DHCPEnabled $each.DNSServerSearchOrder $each.FullDNSRegistrationEnabled $each.DNSDomain
    }
}

# Bytes: at 12 the length of the proxy's name, which then follows.
Block 'web-proxy' {
    $stored = KeyValue 'SOFTWARE\Microsoft\Windows\CurrentVersion\Internet Settings\Connections' 'WinHttpSettings'
    $proxy = $null
    if ($null -ne $stored -and $stored.Length -gt 16) {
        $length = [BitConverter]::ToInt32($stored, 12)
        if ($length -gt 0 -and 16 + $length -le $stored.Length) { $proxy = [Text.Encoding]::ASCII.GetString($stored, 16, $length) }
    }
    Row 'web-proxy' $proxy
}

Block 'power-plan' {
    foreach ($each in @(Get-WmiObject -Namespace root\cimv2\power Win32_PowerPlan -Filter 'IsActive=TRUE')) {
        Row 'power-plan' $each.InstanceID $each.ElementName
    }
}

Block 'powershell' {
    $engines = 'SOFTWARE\Microsoft\PowerShell\'
    Row 'powershell' (KeyValue ($engines + '1\PowerShellEngine') 'PowerShellVersion') (KeyValue ($engines + '3\PowerShellEngine') 'PowerShellVersion') (KeyValue 'SOFTWARE\Policies\Microsoft\Windows\PowerShell' 'ExecutionPolicy') (KeyValue ($engines + '1\ShellIds\Microsoft.PowerShell') 'ExecutionPolicy')
}

# Setup writes the version into the registry at service packs and cumulative updates; the file has the exact build.
Block 'exchange' {
    foreach ($root in @('Exchange\Setup', 'ExchangeServer\v14\Setup', 'ExchangeServer\v15\Setup')) {
        $key = Key ('SOFTWARE\Microsoft\' + $root)
        if ($null -eq $key) { continue }
        $folder = $key.GetValue('MsiInstallPath')
        $program = 'Bin\ExSetup.exe'
        if (-not $folder) {
            $folder = $key.GetValue('Services')
            $program = 'bin\store.exe'
        }
        if (-not $folder) { continue }
        $file = [IO.Path]::Combine($folder, $program)
        $build = $null
        if ([IO.File]::Exists($file)) {
            $version = [Diagnostics.FileVersionInfo]::GetVersionInfo($file)
            $build = '{0}.{1}.{2}.{3}' -f $version.FileMajorPart, $version.FileMinorPart, $version.FileBuildPart, $version.FilePrivatePart
        }
        Row 'exchange-setup' $root $folder $file $build ($key.GetValue('MsiProductMajor')) ($key.GetValue('MsiProductMinor')) ($key.GetValue('MsiBuildMajor')) ($key.GetValue('MsiBuildMinor'))
    }
    foreach ($root in @('Exchange\v8.0', 'ExchangeServer\v14', 'ExchangeServer\v15')) {
        $roles = Key ('SOFTWARE\Microsoft\' + $root)
        if ($null -eq $roles) { continue }
        foreach ($name in $roles.GetSubKeyNames()) {
            $key = $roles.OpenSubKey($name)
            if ($null -eq $key) { continue }
            if ($key.GetValue('ConfiguredVersion') -or $key.GetValue('UnpackedVersion') -or $key.GetValue('Action') -or $key.GetValue('Watermark')) {
                KeyRow 'exchange-role' $name $key @('ConfiguredVersion', 'UnpackedVersion', 'Action', 'Watermark')
            }
        }
    }
}

# The update rollups of Exchange 2007 and 2010.
Block 'exchange-updates' {
    foreach ($product in @('461C2B4266EDEF444B864AD6D9E5B613', 'AE1D439464EB1B8488741FFA028E291C')) {
        $patches = Key ('SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\Products\' + $product + '\Patches')
        if ($null -eq $patches) { continue }
        foreach ($id in $patches.GetSubKeyNames()) {
            $key = $patches.OpenSubKey($id)
            if ($null -ne $key) { Row 'exchange-update' ($key.GetValue('DisplayName')) ($key.GetValue('Installed')) ($key.GetValue('State')) }
        }
    }
}

# Without the packages that Windows Installer keeps, no update of Exchange can be installed or removed.
Block 'installers' {
    $data = 'SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\'
    $products = Key ($data + 'Products')
    foreach ($id in $products.GetSubKeyNames()) {
        $key = $products.OpenSubKey($id + '\InstallProperties')
        if ($null -eq $key) { continue }
        $name = $key.GetValue('DisplayName')
        if ($name -notlike '*Exchange*' -and $name -notlike '*Unified Communications*') { continue }
        $package = $key.GetValue('LocalPackage')
        if ($package) { Row 'installer' $name $package ([IO.File]::Exists($package)) }
        $patches = $products.OpenSubKey($id + '\Patches')
        if ($null -eq $patches) { continue }
        foreach ($patch in $patches.GetSubKeyNames()) {
            $package = KeyValue ($data + 'Patches\' + $patch) 'LocalPackage'
            $title = $patches.OpenSubKey($patch).GetValue('DisplayName')
            if ($package) { Row 'installer' $title $package ([IO.File]::Exists($package)) }
        }
    }
}

# The public certificate as it is. Its private key is not touched.
Block 'certificates' {
    foreach ($each in @(Get-ChildItem cert:\LocalMachine\My)) {
        Row 'certificate' $each.Thumbprint $each.HasPrivateKey $each.FriendlyName ([Convert]::ToBase64String($each.RawData))
    }
}

LastRow
