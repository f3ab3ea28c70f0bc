#!/usr/bin/env bash
# Starts the compiled pipeline with all arguments untouched; compiles it first when an input changed since the last successful build.
set -euo pipefail
unset CDPATH

root=${BASH_SOURCE[0]%/*}
[[ $root == "${BASH_SOURCE[0]}" ]] && root=.
root=$(cd -- "$root" && pwd -P)
bin=$root/.nuke/temp/bin

say() { printf '%s\n' "build.sh: $*" >&2; }

# One line an input: path, size, time of change. Whatever differs from the last successful build's list means: build again.
list_inputs() {
  cd -- "$root"
  local folders=() folder
  for folder in build infra tutor; do [[ -d $folder ]] && folders+=("$folder"); done
  if [[ $(uname -s) == Linux ]]; then
    find "${folders[@]}" global.json Directory.*.props .editorconfig \
      -type d \( -name bin -o -name obj \) -prune -o \
      -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name .editorconfig \) \
      -printf '%p %s %T@\n' 2>/dev/null || true
  else
    find "${folders[@]}" global.json Directory.*.props .editorconfig \
      -type d \( -name bin -o -name obj \) -prune -o \
      -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name .editorconfig \) \
      -exec stat -f '%N %z %Fm' {} + 2>/dev/null || true
  fi
}

# Reads what the last successful build left: its folder's name, the SDK's folder if it is a private one, and its list of inputs.
read_current() {
  built_id='' built_sdk='' built_inputs=''
  [[ -f $bin/current ]] || return 0
  {
    IFS= read -r built_id || true
    IFS= read -r built_sdk || true
    IFS= read -r -d '' built_inputs || true
  } < "$bin/current"
}

is_current() {
  read_current
  [[ -n $built_id && $built_inputs == "$inputs"$'\n' && -x $bin/$built_id/TutorPipeline ]]
}

# The SDK that global.json pins: the one on PATH, else one of our own under .nuke/temp.
find_sdk() {
  sdk='' dotnet=dotnet
  if command -v dotnet > /dev/null && (cd -- "$root" && dotnet --version > /dev/null 2>&1); then return; fi
  sdk=$root/.nuke/temp/dotnet dotnet=$sdk/dotnet
  if [[ -x $dotnet ]] && (cd -- "$root" && "$dotnet" --version > /dev/null 2>&1); then return; fi
  local url=${DOTNET_INSTALL_URL:-https://dot.net/v1/dotnet-install.sh} script=$root/.nuke/temp/dotnet-install.sh
  say "no .NET SDK that global.json accepts is on PATH; installing one into .nuke/temp/dotnet"
  mkdir -p "$root/.nuke/temp"
  if ! curl -fsSL --retry 2 --max-time 60 -o "$script" "$url" ||
    ! bash "$script" --jsonfile "$root/global.json" --install-dir "$sdk" --no-path >&2; then
    say "the .NET SDK could not be installed from $url."
    say "Install the SDK that global.json names yourself (https://dotnet.microsoft.com/download) and put 'dotnet' on PATH."
    exit 1
  fi
}

# Waits until no other launcher builds. The lock ends with this process, however it ends.
lock() {
  mkdir -p "$bin"
  exec 9> "$bin/lock"
  if command -v flock > /dev/null; then
    flock -n 9 || { say "waiting for another build.sh that is building"; flock 9; }
    return
  fi
  local holder
  until mkdir "$bin/lock.d" 2> /dev/null; do
    holder=$(cat "$bin/lock.d/pid" 2> /dev/null || true)
    if [[ -n $holder ]] && ! kill -0 "$holder" 2> /dev/null; then rm -rf "$bin/lock.d"; continue; fi
    sleep 0.2
  done
  echo $$ > "$bin/lock.d/pid"
  trap 'rm -rf "$bin/lock.d"' EXIT
}

unlock() {
  if [[ -d $bin/lock.d ]]; then rm -rf "$bin/lock.d"; trap - EXIT; fi
  exec 9>&-
}

# Old programs stay while somebody may run them: the newest three, and whatever is younger than a day.
remove_old_programs() {
  local folder kept=0
  # shellcheck disable=SC2012 # the folders carry names of ours: digits and dashes
  while IFS= read -r folder; do
    [[ $folder == "$built_id" ]] && continue
    kept=$((kept + 1))
    if ((kept > 3)) && [[ -z $(find "$bin/$folder" -maxdepth 0 -mtime -1) ]]; then rm -rf "${bin:?}/$folder"; fi
  done < <(cd -- "$bin" && ls -dt -- */ 2> /dev/null | sed 's#/$##' | grep -v '^lock\.d$')
}

build() {
  lock
  inputs=$(list_inputs)
  if is_current; then unlock; return; fi
  find_sdk
  local id new log=$root/.nuke/temp/build.log
  id=$(printf '%s' "$inputs" | cksum | tr ' ' '-')-$$
  new=$bin/$id.new
  rm -rf "$bin"/*.new
  say "compiling the pipeline"
  # The analysers' opinion is for the Compile target and for CI; whoever runs the pipeline waits for the compiler alone.
  # 9>&-: a build server that outlives this build must not keep the lock.
  if ! (cd -- "$root" && DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 "$dotnet" publish build/pipeline/TutorPipeline.csproj \
    --configuration Release --artifacts-path "$root/.nuke/temp/obj" --output "$new" \
    -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
    -nodeReuse:false -p:UseSharedCompilation=false -verbosity:quiet -nologo -consoleLoggerParameters:NoSummary) > "$log" 2>&1 9>&-; then
    { grep -E '(error|MSB[0-9]+)' "$log" || cat "$log"; } | sed 's/ \[[^]]*proj\]$//' | sort -u >&2
    say "the pipeline does not compile; nothing was run. The whole output is in .nuke/temp/build.log."
    exit 1
  fi
  mv "$new" "$bin/$id"
  printf '%s\n%s\n%s\n' "$id" "$sdk" "$inputs" > "$bin/current.$$"
  mv -f "$bin/current.$$" "$bin/current"
  built_id=$id built_sdk=$sdk
  remove_old_programs
  unlock
}

inputs=$(list_inputs)
is_current || build
if [[ -n $built_sdk ]]; then export DOTNET_ROOT=$built_sdk PATH=$built_sdk:$PATH; fi
exec "$bin/$built_id/TutorPipeline" "$@"
