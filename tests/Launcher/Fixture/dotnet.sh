#!/usr/bin/env bash
# Stands in for the .NET SDK: "compiles" a program that prints the sources it was made of. Beside it lie
#   calls          a line for each publish
#   hold-before    while it exists, publish waits before it reads the sources; hold-after: after it has read them
#   no-crossgen    while it exists, there is no package of the compiler that makes machine code
#   waiting        made when a publish begins to wait
set -euo pipefail
here=$(dirname -- "$(readlink -f -- "$0")")

hold() {
  if [[ ! -e $here/$1 ]]; then return; fi
  touch "$here/waiting"
  while [[ -e $here/$1 ]]; do sleep 0.02; done
}

case $1 in
  --version) echo 10.0.401 ;;
  --list-sdks) echo "10.0.401 [$here/sdk]" ;;
  publish)
    echo "$*" >> "$here/calls"
    properties="$*"
    while [[ $1 != --output ]]; do shift; done
    if [[ $properties == *CompileAhead=true* && -e $here/no-crossgen ]]; then
      echo "$PWD/build/pipeline/TutorPipeline.csproj : error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2.linux-x64."
      exit 1
    fi
    hold hold-before
    mkdir -p "$2"
    sources=$(cat build/pipeline/*.cs)
    hold hold-after
    if [[ $sources == *BROKEN* ]]; then
      for _ in 1 2; do echo "$PWD/build/pipeline/Program.cs(1,7): error CS1002: ; expected [$PWD/build/pipeline/TutorPipeline.csproj]"; done
      exit 1
    fi
    printf '#!/usr/bin/env bash\nprintf "%%s\\n" %q\n' "$sources" > "$2/TutorPipeline"
    chmod +x "$2/TutorPipeline"
    ;;
  *) echo "this SDK cannot '$*'" >&2; exit 3 ;;
esac
