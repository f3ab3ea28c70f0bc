using System.Text.Json.Nodes;

namespace TutorPipeline.Rehearsal.KubernetesApi.Storage;

/// <summary>Keeps the objects in a file, written anew at each change, so that a killed server loses nothing it has answered for.</summary>
internal static class StateFile
{
    public static void Attach(Store store, string path)
    {
        if (File.Exists(path))
        {
            store.Load(JsonNode.Parse(File.ReadAllText(path))!.AsObject());
        }

        store.OnChange = () =>
        {
            var next = path + ".next";
            using (var stream = Create(next))
            using (var writer = new StreamWriter(stream))
            {
                writer.Write(store.Save().ToJsonString());
            }

            File.Move(next, path, overwrite: true);
        };
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
