using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using TutorPipeline.Model;
using TutorPipeline.Model.Values;
using TutorPipeline.Tutor.Cluster.Access;
using TutorPipeline.Tutor.Engine;

namespace TutorPipeline.Tutor.Registry;

/// <summary>
/// Asks any registry for manifests and puts tags on them
/// (<see href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution 1.1</see>)
/// of ECR, of Docker Hub or of one's own.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    private const string Pull = "pull";

    private static readonly string[] MediaTypes =
    [
        "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.index.v1+json",
    ];

    private readonly HttpClient http;
    private readonly RegistryLogins logins;

    /// <summary>Makes the client; nothing is sent before it is used.</summary>
    /// <param name="login">Gives the login when a registry asks for one, each time a fresh one; null from it for nobody.</param>
    /// <param name="time">The clock of the waits between attempts; null for the system's.</param>
    public RegistryClient(Func<CancellationToken, Task<RegistryLogin?>> login, TimeProvider? time = null)
        : this(login, TransientRetry.Rule, time ?? TimeProvider.System)
    {
    }

    internal RegistryClient(Func<CancellationToken, Task<RegistryLogin?>> login, RetryRule rule, TimeProvider time)
    {
        http = TransientRetry.Connect(rule, time, transport => transport);
        logins = new RegistryLogins(http, login);
    }

    /// <summary>Looks for an image.</summary>
    /// <param name="image">It, with a tag or digest.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Its digest; null when there is no such tag, digest or repository.</returns>
    /// <exception cref="PipelineException">The registry does not answer, or refuses.</exception>
    public async Task<string?> FindDigestAsync(ImageReference image, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(image, HttpMethod.Head, Pull, null, $"look for {image}", cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : Digest(response) ?? (await ReadManifestAsync(image, cancellationToken))?.Digest;
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="image">The image, with a tag or digest.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The manifest, whose digest is that of its bytes; null when there is none.</returns>
    /// <exception cref="PipelineException">The registry does not answer, or refuses.</exception>
    public async Task<RegistryManifest?> ReadManifestAsync(ImageReference image, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(image, HttpMethod.Get, Pull, null, $"read the manifest of {image}", cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return new RegistryManifest(
            $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}",
            response.Content.Headers.ContentType?.MediaType ?? MediaTypes[0],
            content);
    }

    /// <summary>
    /// Puts a further tag on an image: the same bytes, and so the same digest. A tag that has it already is left as it is.
    /// </summary>
    /// <param name="image">The image by its digest.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when the registry has the tag.</returns>
    /// <exception cref="TagTakenException">The tag names another image.</exception>
    /// <exception cref="PipelineException">There is no such image, the registry does not answer, or it refuses.</exception>
    public async Task PutTagAsync(ImageReference image, string tag, CancellationToken cancellationToken)
    {
        var name = image.Name.WithTag(tag);
        var digest = image.Digest ?? throw new ArgumentException("An image by its digest.", nameof(image));
        if (await FindDigestAsync(name, cancellationToken) is { } found)
        {
            if (found != digest)
            {
                throw new TagTakenException(name, found, digest);
            }

            return;
        }

        var what = $"put the tag {tag} on {image}";
        var manifest = await ReadManifestAsync(image.Name.WithDigest(digest), cancellationToken)
            ?? throw new RegistryRefusedException(what, "the registry has no such image");
        using var response = await SendAsync(name, HttpMethod.Put, "pull,push", manifest, what, cancellationToken);
        if (Digest(response) is { } kept && kept != digest)
        {
            throw new DigestMismatchException(name, digest, kept);
        }
    }

    /// <summary>Takes a tag away, where a registry can; the image itself stays.</summary>
    /// <param name="image">The image with its tag.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is gone; false when the registry does not delete by tag.</returns>
    /// <exception cref="PipelineException">The registry does not answer, or does not accept the login.</exception>
    public async Task<bool> DeleteTagAsync(ImageReference image, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(
                image, HttpMethod.Delete, "pull,delete", null, $"delete the tag {image}", cancellationToken);
            return true;
        }
        catch (RegistryRefusedException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string? Digest(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.FirstOrDefault() : null;

    private async Task<HttpResponseMessage> SendAsync(
        ImageReference image, HttpMethod method, string actions, RegistryManifest? body, string what, CancellationToken cancellationToken)
    {
        var address = RegistryAddress.Of(image);
        try
        {
            return await LogInAndSendAsync(address, Build, actions, what, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw new RegistryUnreachableException(what, address.Base.GetLeftPart(UriPartial.Authority), e);
        }

        HttpRequestMessage Build(AuthenticationHeaderValue? authorization)
        {
            var request = new HttpRequestMessage(method, address.Manifest(image.Tag ?? image.Digest ?? "latest"));
            request.Headers.Authorization = authorization;
            foreach (var type in MediaTypes)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            }

            request.Content = body is null ? null : new ReadOnlyMemoryContent(body.Content)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(body.MediaType) },
            };
            return request;
        }
    }

    private async Task<HttpResponseMessage> LogInAndSendAsync(
        RegistryAddress address, Func<AuthenticationHeaderValue?, HttpRequestMessage> build, string actions, string what,
        CancellationToken cancellationToken)
    {
        using var first = build(logins.Known(address, actions));
        var response = await http.SendAsync(first, cancellationToken);

        // ECR answers an expired token with 403, and to HEAD without a word why.
        if (RegistryAnswer.IsForLogin(response) && Challenge.Of(response) is { } challenge
            && await logins.AnswerAsync(challenge, address, actions, cancellationToken) is { } authorization)
        {
            response.Dispose();
            using var second = build(authorization);
            response = await http.SendAsync(second, cancellationToken);
        }

        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound && first.Method != HttpMethod.Put)
        {
            return response;
        }

        using (response)
        {
            throw await RegistryAnswer.FaultAsync(response, what, address, cancellationToken);
        }
    }
}
