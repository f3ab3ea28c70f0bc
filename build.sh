#!/usr/bin/env bash
# Starts the compiled pipeline with all arguments untouched; compiles it first if an input changed since the last successful build.
set -euo pipefail

say() { printf '%s\n' "build.sh: $*" >&2; }

# One line an input: path, size, time of change. Every file counts that is not known to be none: a data file may be embedded one day.
list_inputs() {
  local name operands=()
  CDPATH='' cd -- "$root" > /dev/null
  for name in build infra tutor global.json .editorconfig Directory.*.props Directory.*.targets Directory.Build.rsp \
    [Nn]u[Gg]et.[Cc]onfig; do
    if [[ -e $name ]]; then operands+=("$name"); fi
  done
  set -- "${operands[@]}" -type d '(' -name bin -o -name obj ')' -prune -o -type f ! -name '*.md' ! -name '.#*' ! -name '*~' ! -name '*.sw?'
  case ${OSTYPE-} in
    darwin* | *bsd*) find "$@" -exec /usr/bin/stat -f '%N %z %Fm' {} + ;;
    linux-musl*) find "$@" -exec stat -c '%n %s %Y' {} + ;; # BusyBox: whole seconds
    *) find "$@" -printf '%p %s %T@\n' ;;
  esac
}

# Sets: built_id, the program's folder; built_sdk, where its runtime is if the system would not find it; built_inputs, what it was made of.
read_current() {
  built_id='' built_sdk='' built_inputs=''
  [[ -f $bin/current ]] || return 0
  { IFS= read -r built_id && IFS= read -r built_sdk && IFS= read -r -d '' built_inputs; } < "$bin/current" || true
}

is_current() {
  inputs=$(list_inputs) || true # a file that vanishes meanwhile, as editors make them, is none
  if [[ -z $inputs ]]; then say "cannot list the sources below '$root': find is missing or failed."; exit 1; fi
  read_current
  [[ -n $built_id && $built_inputs == "$inputs"$'\n' && -x $bin/$built_id/TutorPipeline ]] &&
    [[ -z $built_sdk || -x $built_sdk/dotnet ]]
}

is_running() { [[ -n $1 ]] && { kill -0 "$1" || ps -p "$1"; } > /dev/null 2>&1; }

# At most one launcher builds. With flock the kernel ends the lock, when this process and the compiler it started are gone.
lock() {
  local holder='' compiler='' told=''
  mkdir -p "$bin"
  if command -v flock > /dev/null; then
    exec 9>> "$bin/lock"
    if ! flock -n 9; then
      read -r holder < "$bin/lock" || true
      say "waiting for another build.sh${holder:+ (process $holder)} that is compiling the pipeline"
      flock 9
    fi
    echo $$ > "$bin/lock"
    return
  fi
  # Elsewhere (macOS) a symbolic link, whose text is the holder's process id, appears at once with it.
  until ln -s $$ "$bin/lock.link" 2> /dev/null; do
    holder=$(readlink "$bin/lock.link") || continue
    compiler=$(cat "$bin/lock.compiler" 2> /dev/null) || true
    if is_running "$holder" || is_running "$compiler"; then
      if [[ -z $told ]]; then say "waiting for another build.sh (process $holder) that is compiling the pipeline"; told=yes; fi
    elif mkdir "$bin/lock.break" 2> /dev/null; then
      # One of the waiting clears away what a killed launcher left, and only if it still is that one's.
      if [[ $(readlink "$bin/lock.link") == "$holder" ]]; then rm -f "$bin/lock.link" "$bin/lock.compiler"; fi
      rmdir "$bin/lock.break"
    fi
    sleep 0.2
  done
}

unlock() {
  if [[ $(readlink "$bin/lock.link" 2> /dev/null) == "$$" ]]; then rm -f "$bin/lock.compiler" "$bin/lock.link"; fi
  exec 9>&-
}

accepts_global_json() { (CDPATH='' cd -- "$root" && "$1" --version) > /dev/null 2>&1; }

# Sets dotnet, the SDK that global.json pins, and sdk, its folder if the compiled program would not find its runtime without being told.
find_sdk() {
  local script=$root/.nuke/temp/dotnet-install.sh url=${DOTNET_INSTALL_URL:-https://dot.net/v1/dotnet-install.sh}
  dotnet=dotnet sdk=''
  if command -v dotnet > /dev/null && accepts_global_json dotnet; then
    sdk=$(CDPATH='' cd -- "$root" && dotnet --list-sdks | sed -n 's/^.*\[\(.*\)\/sdk\]$/\1/p' | tail -n 1)
    case $sdk in /usr/share/dotnet | /usr/lib/dotnet | /usr/lib64/dotnet | /usr/local/share/dotnet) sdk='' ;; esac
    if [[ -n $sdk ]] && grep -qsxF -- "$sdk" /etc/dotnet/install_location*; then sdk=''; fi
    return
  fi
  sdk=$root/.nuke/temp/dotnet dotnet=$sdk/dotnet
  if [[ -x $dotnet ]] && accepts_global_json "$dotnet"; then return; fi
  say "PATH has no .NET SDK that global.json accepts; installing one into .nuke/temp/dotnet"
  rm -rf "$sdk.new" "$sdk"
  if ! { curl -fsSL --retry 2 --max-time 60 -o "$script" "$url" || wget -q -O "$script" "$url"; } >&2 ||
    ! bash "$script" --jsonfile "$root/global.json" --install-dir "$sdk.new" --no-path >&2 || ! mv "$sdk.new" "$sdk"; then
    say "the .NET SDK could not be installed with $url."
    say "Install the version that global.json names (https://dotnet.microsoft.com/download) and put 'dotnet' on PATH, or mend the network."
    exit 1
  fi
}

# Runs the compiler, which puts the program into the folder $1. The rest are MSBuild properties.
# It runs in the background, so that a signal ends it and then this script, and not only one of them.
compile() {
  local status=0
  (
    # MSBuild takes any variable of these names for a property of the project.
    unset Configuration Platform OutDir OutputPath BaseOutputPath BaseIntermediateOutputPath TargetFramework RuntimeIdentifier Version
    unset MSBuildSDKsPath MSBuildExtensionsPath MSBUILD_EXE_PATH DOTNET_HOST_PATH
    CDPATH='' cd -- "$root"
    # No server may stay behind: it would keep the lock. The analysers' opinion is for the Compile target and for CI.
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
    exec "$dotnet" publish build/pipeline/TutorPipeline.csproj --configuration Release \
      --artifacts-path "$root/.nuke/temp/obj" --output "$@" -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
      -p:EnableSourceLink=false -p:EnableSourceControlManagerQueries=false -p:IncludeSourceRevisionInInformationalVersion=false \
      -p:UseSharedCompilation=false -nodeReuse:false -verbosity:quiet -nologo -consoleLoggerParameters:NoSummary
  ) < /dev/null > "$root/.nuke/temp/build.log" 2>&1 &
  trap 'kill "$!" 2> /dev/null || true; wait "$!" || true; exit 130' INT
  trap 'kill "$!" 2> /dev/null || true; wait "$!" || true; exit 143' TERM HUP
  if [[ -L $bin/lock.link ]]; then echo $! > "$bin/lock.compiler"; fi
  wait $! || status=$?
  trap - INT TERM HUP
  return $status
}

# Compiles to machine code too; where that compiler's package cannot be had, without, and does not ask for it again until tomorrow.
compile_ahead() {
  local tried=$root/.nuke/temp/no-crossgen
  if [[ -z $(find "$tried" -mtime -1 2> /dev/null) ]]; then
    if compile "$1" -p:CompileAhead=true; then return; fi
    if ! GREP_OPTIONS='' grep -qE 'Crossgen2|error NU1301' "$root/.nuke/temp/build.log"; then return 1; fi
    touch "$tried"
  fi
  compile "$1"
}

# The compiler's errors, each once and with paths from the root; all it said, if none looks like one.
print_errors() {
  local log=$root/.nuke/temp/build.log
  { GREP_OPTIONS='' grep -E '(^|[ :])error( [A-Z]+[0-9]+)? ?:' "$log" || cat "$log"; } |
    awk -v root="$root/" '
      { sub(/ \[[^]]*proj(::[^]]*)?\]$/, ""); if (index($0, root) == 1) $0 = substr($0, length(root) + 1) }
      !seen[$0]++' >&2
}

# Keeps the newest three programs and any that is young or runs: a process loads parts of its program late.
remove_old_programs() {
  local folder kept=0 running
  running=$(ps -A -o args= 2> /dev/null) || return 0
  # shellcheck disable=SC2012 # the names are our own: digits and dashes
  ls -dt "$bin"/*-*-*/ | while IFS= read -r folder; do
    kept=$((kept + 1)) folder=${folder%/}
    if ((kept <= 3)) || [[ $running == *"$folder/"* || -n $(find "$folder" -maxdepth 0 -mmin -10) ]]; then continue; fi
    rm -rf "$folder" || true
  done
}

# The list of inputs is taken before the compiler reads them: whatever is edited meanwhile makes the next start build again.
build() {
  local id new
  lock
  if is_current; then unlock; return; fi
  find_sdk
  id=$(printf '%s' "$inputs" | cksum | tr ' ' '-')-$$
  new=$bin/$id.new
  rm -rf "$bin"/*.new "${bin:?}/$id"
  say "compiling the pipeline"
  if ! compile_ahead "$new"; then
    print_errors
    say "the pipeline does not compile, so nothing was run. All of the compiler's output is in .nuke/temp/build.log."
    exit 1
  fi
  mv "$new" "$bin/$id"
  printf '%s\n%s\n%s\n' "$id" "$sdk" "$inputs" > "$bin/current.new"
  mv -f "$bin/current.new" "$bin/current"
  built_id=$id built_sdk=$sdk
  remove_old_programs
  unlock
}

# All names are local: the environment may have variables of the same names, and the program is to see those as they are.
prepare() {
  local self=${BASH_SOURCE[0]} link root bin inputs='' built_id built_sdk built_inputs dotnet sdk
  while [[ -L $self ]]; do
    link=$(readlink -- "$self")
    case $link in /*) self=$link ;; *) self=$(dirname -- "$self")/$link ;; esac
  done
  case $self in */*) root=${self%/*}/ ;; *) root=. ;; esac
  root=$(CDPATH='' cd -- "$root" > /dev/null && pwd -P)
  bin=$root/.nuke/temp/bin
  is_current || build
  build_sh_program=$bin/$built_id/TutorPipeline build_sh_sdk=$built_sdk
}

prepare
if [[ -n $build_sh_sdk ]]; then
  export DOTNET_ROOT=$build_sh_sdk
  if [[ $build_sh_sdk == */.nuke/temp/dotnet ]]; then export PATH=$build_sh_sdk:$PATH; fi
elif [[ -n ${DOTNET_ROOT-} && ! -d $DOTNET_ROOT/host/fxr ]]; then
  unset DOTNET_ROOT # names no runtime; the program would look nowhere else
fi
exec "$build_sh_program" "$@"
