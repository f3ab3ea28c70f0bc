#!/usr/bin/env pwsh
#Requires -Version 7.3
# Starts the compiled pipeline with all arguments untouched; compiles it first if an input changed since the last successful build.
# The same as build.sh, for Windows.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$root = $PSScriptRoot
$temp = Join-Path $root '.nuke' 'temp'
$bin = Join-Path $temp 'bin'
$current = Join-Path $bin 'current-ps1'
$log = Join-Path $temp 'build.log'
$executable = $IsWindows ? 'TutorPipeline.exe' : 'TutorPipeline'
$dotnetName = $IsWindows ? 'dotnet.exe' : 'dotnet'

function Say([string] $text) { [Console]::Error.WriteLine("build.ps1: $text") }

# One line an input: path, size, time of change.
function Get-InputList {
  $lines = [Collections.Generic.List[string]]::new()
  $rootFiles = 'global.json', '.editorconfig', 'Directory.*.props', 'Directory.*.targets', 'Directory.Build.rsp', 'NuGet.config'
  foreach ($pattern in $rootFiles) {
    foreach ($file in [IO.Directory]::EnumerateFiles($root, $pattern)) { $lines.Add($file) }
  }
  $folders = [Collections.Generic.Stack[string]]::new()
  foreach ($name in 'build', 'infra', 'tutor') { $folders.Push((Join-Path $root $name)) }
  while ($folders.Count -gt 0) {
    $folder = $folders.Pop()
    if (-not [IO.Directory]::Exists($folder)) { continue }
    foreach ($child in [IO.Directory]::EnumerateDirectories($folder)) {
      if ([IO.Path]::GetFileName($child) -notin 'bin', 'obj') { $folders.Push($child) }
    }
    foreach ($file in [IO.Directory]::EnumerateFiles($folder)) {
      if ([IO.Path]::GetFileName($file) -notmatch '\.md$|^\.#|~$|\.sw.$') { $lines.Add($file) }
    }
  }
  $lines.Sort([StringComparer]::Ordinal)
  $described = foreach ($file in $lines) {
    $info = [IO.FileInfo]::new($file)
    '{0} {1} {2}' -f [IO.Path]::GetRelativePath($root, $file), $info.Length, $info.LastWriteTimeUtc.Ticks
  }
  return $described -join "`n"
}

# The program that was made of exactly these inputs, or nothing.
function Get-CurrentProgram([string] $inputs) {
  if (-not [IO.File]::Exists($current)) { return $null }
  $id, $sdk, $builtOf = [IO.File]::ReadAllText($current) -split "`n", 3
  $program = Join-Path $bin $id $executable
  if ($builtOf -cne $inputs -or -not [IO.File]::Exists($program)) { return $null }
  if ($sdk -and -not [IO.File]::Exists((Join-Path $sdk $dotnetName))) { return $null }
  return [pscustomobject]@{ Program = $program; Sdk = $sdk }
}

# The SDK that global.json pins: the one on PATH, else one of our own.
function Find-Sdk {
  Push-Location $root
  try {
    if (Get-Command dotnet -CommandType Application -ErrorAction Ignore) {
      & dotnet --version *> $null
      if ($LASTEXITCODE -eq 0) { return [pscustomobject]@{ DotNet = 'dotnet'; Folder = '' } }
    }
    $own = Join-Path $temp 'dotnet'
    $dotnet = Join-Path $own $dotnetName
    if ([IO.File]::Exists($dotnet)) {
      & $dotnet --version *> $null
      if ($LASTEXITCODE -eq 0) { return [pscustomobject]@{ DotNet = $dotnet; Folder = $own } }
    }
    $installer = $IsWindows ? 'dotnet-install.ps1' : 'dotnet-install.sh'
    $url = $env:DOTNET_INSTALL_URL ? $env:DOTNET_INSTALL_URL : "https://dot.net/v1/$installer"
    Say 'PATH has no .NET SDK that global.json accepts; installing one into .nuke/temp/dotnet'
    $script = Join-Path $temp $installer
    try {
      Invoke-WebRequest -Uri $url -OutFile $script -TimeoutSec 60
      if ($IsWindows) { & $script -JSonFile (Join-Path $root 'global.json') -InstallDir $own -NoPath *> $null }
      else { & bash $script --jsonfile (Join-Path $root 'global.json') --install-dir $own --no-path *> $null }
      & $dotnet --version *> $null
      if ($LASTEXITCODE -ne 0) { throw 'the installed SDK does not run' }
    }
    catch {
      Say "the .NET SDK could not be installed with ${url}: $($_.Exception.Message)"
      Say "Install the version that global.json names (https://dotnet.microsoft.com/download) and put 'dotnet' on PATH,"
      Say 'or mend the network.'
      exit 1
    }
    return [pscustomobject]@{ DotNet = $dotnet; Folder = $own }
  }
  finally { Pop-Location }
}

# The system ends this lock with the process that holds it, however that ends.
function Enter-Lock {
  [void] [IO.Directory]::CreateDirectory($bin)
  $told = $false
  while ($true) {
    try { return [IO.File]::Open((Join-Path $bin 'lock-ps1'), 'OpenOrCreate', 'ReadWrite', 'None') }
    catch [IO.IOException] {
      if (-not $told) { Say 'waiting for another build.ps1 that is compiling the pipeline'; $told = $true }
      Start-Sleep -Milliseconds 200
    }
  }
}

function Invoke-Compiler([string] $dotnet, [string] $output, [string[]] $properties) {
  $options = @(
    'publish', 'build/pipeline/TutorPipeline.csproj', '--configuration', 'Release'
    '--artifacts-path', (Join-Path $temp 'obj-ps1'), '--output', $output
    '-p:RunAnalyzers=false', '-p:GenerateDocumentationFile=false', '-p:UseSharedCompilation=false', '-nodeReuse:false'
    '-p:EnableSourceLink=false', '-p:EnableSourceControlManagerQueries=false', '-p:IncludeSourceRevisionInInformationalVersion=false'
    '-verbosity:quiet', '-nologo', '-consoleLoggerParameters:NoSummary')
  Push-Location $root
  try { $null | & $dotnet @options @properties *> $log }
  finally { Pop-Location }
  return $LASTEXITCODE -eq 0
}

function Build-Program {
  $lock = Enter-Lock
  try {
    # The list is taken before the compiler reads the files: whatever is edited meanwhile makes the next start build again.
    $inputs = Get-InputList
    $built = Get-CurrentProgram $inputs
    if ($built) { return $built }
    $sdk = Find-Sdk
    $id = '{0}-{1}' -f [DateTime]::UtcNow.Ticks, $PID
    $new = Join-Path $bin "$id.new"
    Say 'compiling the pipeline'
    $done = Invoke-Compiler $sdk.DotNet $new @('-p:CompileAhead=true')
    if (-not $done -and (Select-String -Path $log -Pattern 'Crossgen2|error NU1301' -Quiet)) {
      $done = Invoke-Compiler $sdk.DotNet $new @()
    }
    if (-not $done) {
      $errors = @(Select-String -Path $log -Pattern '(^|[ :])error( [A-Z]+[0-9]+)? ?:' | ForEach-Object Line)
      if ($errors.Count -eq 0) { $errors = @(Get-Content $log) }
      $errors | ForEach-Object { ($_ -replace ' \[[^\]]*proj\]$', '').Replace("$root$([IO.Path]::DirectorySeparatorChar)", '') } |
        Select-Object -Unique | ForEach-Object { [Console]::Error.WriteLine($_) }
      Say "the pipeline does not compile, so nothing was run. All of the compiler's output is in .nuke/temp/build.log."
      exit 1
    }
    [IO.Directory]::Move($new, (Join-Path $bin $id))
    [IO.File]::WriteAllText("$current.new", "$id`n$($sdk.Folder)`n$inputs")
    [IO.File]::Move("$current.new", $current, $true)
    # The newest three programs stay. One that runs cannot be removed on Windows, and that is as it should be.
    Get-ChildItem $bin -Directory | Where-Object Name -Match '^\d+-\d+(\.new)?$' | Sort-Object Name -Descending | Select-Object -Skip 3 |
      Remove-Item -Recurse -Force -ErrorAction Ignore
    return [pscustomobject]@{ Program = (Join-Path $bin $id $executable); Sdk = $sdk.Folder }
  }
  finally { $lock.Dispose() }
}

$built = Get-CurrentProgram (Get-InputList)
if (-not $built) { $built = Build-Program }
if ($built.Sdk) {
  $env:DOTNET_ROOT = $built.Sdk
  $env:PATH = $built.Sdk + [IO.Path]::PathSeparator + $env:PATH
}
& $built.Program @args
exit $LASTEXITCODE
