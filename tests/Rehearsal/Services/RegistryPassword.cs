namespace TutorPipeline.Rehearsal.Services;

/// <summary>The password of user AWS: the registry checks it, and moto's ECR hands it out.</summary>
internal static class RegistryPassword
{
    /// <summary>What ECR hands out is read from here at each call.</summary>
    public static string TokenFile(string folder) => Path.Combine(folder, "registry-password");

    /// <summary>What the registry accepts is read from here whenever it changes.</summary>
    public static string HashFile(string folder) => Path.Combine(folder, "registry-htpasswd");

    /// <summary>Sets what ECR hands out and what the registry accepts; they differ while a token is no longer good.</summary>
    public static void Write(string folder, string handedOut, string accepted)
    {
        Directory.CreateDirectory(folder);
        Replace(TokenFile(folder), handedOut);
        Replace(HashFile(folder), $"AWS:{Bcrypt.Hash(accepted)}\n");
    }

    private static void Replace(string file, string text)
    {
        File.WriteAllText(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
    }
}
