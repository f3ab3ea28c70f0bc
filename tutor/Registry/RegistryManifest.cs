namespace TutorPipeline.Tutor.Registry;

/// <summary>A manifest as a registry keeps it.</summary>
/// <param name="Digest">Its digest: <c>sha256:</c> and 64 hexadecimal digits.</param>
/// <param name="MediaType">What it is, such as <c>application/vnd.oci.image.manifest.v1+json</c>.</param>
/// <param name="Content">Its bytes, of which the digest is made.</param>
public sealed record RegistryManifest(string Digest, string MediaType, ReadOnlyMemory<byte> Content);
