using System.Globalization;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>
/// A folder of the person's own that stands for Docker in Tutor's process: what Tutor would start is written into files of mode 0600 and
/// not started. Python's own start of programs is where it is taken, because the scripts hold passwords, and whatever is an argument of a
/// program may be read by everybody on the machine.
/// </summary>
internal sealed class DockerRecorder : IDisposable
{
    /// <summary>What the stand-in for the program says when a call reached it that was not taken in Python.</summary>
    public const string Unrecorded = "docker was called in a way that cannot be recorded";

    // Python imports a module of this name before anything else; one that it hides is imported in its place.
    private const string PythonModule =
        """
        import itertools
        import os
        import subprocess
        import sys

        folder = os.path.dirname(os.path.abspath(__file__))


        def record(arguments):
            for number in itertools.count():
                try:
                    file = os.open(os.path.join(folder, "calls", f"{number:06}"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                except FileExistsError:
                    continue
                with os.fdopen(file, "wb") as stream:
                    stream.write(b"\0".join(os.fsencode(argument) for argument in arguments))
                return "list" if "ls" in arguments else "call"


        class RecordingPopen(subprocess.Popen):
            def __init__(self, args, *others, **options):
                if isinstance(args, (list, tuple)) and args and os.path.basename(os.fsdecode(args[0])) == "docker":
                    args = [os.path.join(folder, "docker"), "recorded", record(args[1:])]
                super().__init__(args, *others, **options)


        subprocess.Popen = RecordingPopen
        sys.path[:] = [path for path in sys.path if os.path.abspath(path) != folder]
        itself = sys.modules.pop(__name__)
        try:
            import sitecustomize
        except ImportError:
            sys.modules[__name__] = itself
        """;

    // Tutor looks for projects that run, and wants a list in JSON.
    private const string Program =
        $"""
        #!/bin/sh
        if [ "$1" != recorded ]; then
          echo "{Unrecorded}" >&2
          exit 97
        fi
        if [ "$2" = list ]; then
          echo '[]'
        fi
        """;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string folder;

    /// <summary>Makes the folder; what a killed run has left there goes.</summary>
    public DockerRecorder(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        Dispose();
        try
        {
            MakeFolder(this.folder);
            MakeFolder(Calls);
            Write("sitecustomize.py", PythonModule, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Write("docker", Program, OwnerOnly);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What Tutor must be started with.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["PATH"] = Before("PATH"), ["PYTHONPATH"] = Before("PYTHONPATH"), ["PYTHONDONTWRITEBYTECODE"] = "1",
    };

    private string Calls => Path.Combine(folder, "calls");

    /// <summary>The arguments of every call, in the order of the calls.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(CancellationToken cancellationToken)
    {
        var calls = new List<IReadOnlyList<string>>();
        foreach (var file in Directory.EnumerateFiles(Calls).Order(StringComparer.Ordinal))
        {
            calls.Add((await File.ReadAllTextAsync(file, cancellationToken)).Split('\0'));
        }

        return calls;
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Before(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } old
            ? string.Create(CultureInfo.InvariantCulture, $"{folder}{Path.PathSeparator}{old}") : folder;

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }

    private void Write(string name, string text, UnixFileMode mode)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using var writer = new StreamWriter(Path.Combine(folder, name), options);
        writer.Write(text.ReplaceLineEndings("\n") + "\n");
    }
}
