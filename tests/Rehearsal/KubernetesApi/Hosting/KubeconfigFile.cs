using System.Text;

namespace TutorPipeline.Rehearsal.KubernetesApi.Hosting;

/// <summary>Writes the file with which kubectl and clients reach the server.</summary>
internal static class KubeconfigFile
{
    public static void Write(string path, string url, string? token, string? authorityPem)
    {
        var authority = authorityPem is null ? ""
            : $"\n    certificate-authority-data: {Convert.ToBase64String(Encoding.UTF8.GetBytes(authorityPem))}";
        var user = token is null ? "user: {}" : $"user:\n    token: {token}";
        var text = $"""
            apiVersion: v1
            kind: Config
            current-context: rehearsal
            clusters:
            - name: rehearsal
              cluster:
                server: {url}{authority}
            users:
            - name: rehearsal
              {user}
            contexts:
            - name: rehearsal
              context:
                cluster: rehearsal
                user: rehearsal

            """;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, new UTF8Encoding(false), options);
        writer.Write(text);
    }
}
