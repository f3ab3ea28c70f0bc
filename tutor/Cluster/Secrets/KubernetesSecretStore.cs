using TutorPipeline.Model;
using TutorPipeline.Tutor.Cluster.Access;

namespace TutorPipeline.Tutor.Cluster.Secrets;

/// <summary>Keeps secrets as Secrets of a Kubernetes cluster. It connects at the first use.</summary>
public sealed class KubernetesSecretStore : ISecretStore, IDisposable
{
    private const string Writing = "fieldManager=tutorpipeline&fieldValidation=Strict";

    private readonly Lazy<ClusterConnection> connection;

    /// <summary>Makes the store.</summary>
    /// <param name="access">How the cluster is reached.</param>
    public KubernetesSecretStore(ClusterAccess access)
        : this(() => new ClusterConnection(access))
    {
    }

    internal KubernetesSecretStore(Func<ClusterConnection> connect) => connection = new(connect);

    /// <inheritdoc/>
    public async Task<SecretRecord?> ReadAsync(SecretAddress address, CancellationToken cancellationToken)
    {
        var attempt = $"read the Secret {address}";
        var answer = await SendAsync(new ClusterCall(HttpMethod.Get, Path(address)), attempt, cancellationToken);
        return answer.Status == 404 ? null : SecretJson.Read(Expect(answer, attempt));
    }

    /// <inheritdoc/>
    public async Task<SecretList> ListAsync(string namespaceName, CancellationToken cancellationToken)
    {
        var attempt = $"list the Secrets of {namespaceName}";
        var answer = await SendAsync(new ClusterCall(HttpMethod.Get, Collection(namespaceName)), attempt, cancellationToken);
        var items = SecretJson.ReadList(namespaceName, Expect(answer, attempt));

        // A list in a namespace that is not there is empty, not an error.
        return new SecretList(items.Count > 0 || await FindNamespaceAsync(namespaceName, cancellationToken), items);
    }

    /// <inheritdoc/>
    public async Task<SecretCreation> CreateIfAbsentAsync(SecretRecord record, CancellationToken cancellationToken)
    {
        var attempt = $"create the Secret {record.Address}";
        var path = $"{Collection(record.Address.NamespaceName)}?{Writing}";
        var call = new ClusterCall(HttpMethod.Post, path) { Body = SecretJson.Write(record) };
        var answer = await SendAsync(call, attempt, cancellationToken);
        if (answer.Status == 404)
        {
            await MakeNamespaceAsync(record.Address.NamespaceName, cancellationToken);
            answer = await SendAsync(call, attempt, cancellationToken);
        }

        if (answer.Status == 409 && answer.Reason == "AlreadyExists")
        {
            return await FoundAsync(record, cancellationToken);
        }

        return new SecretCreation(SecretJson.Read(Expect(answer, attempt, record)), Created: true);
    }

    /// <inheritdoc/>
    public async Task<SecretRecord> ReplaceAsync(SecretRecord record, CancellationToken cancellationToken)
    {
        if (record.Version is null)
        {
            throw new ArgumentException(
                $"The record {record.Address} was not read from the store, so it cannot be replaced.", nameof(record));
        }

        var attempt = $"replace the Secret {record.Address}";
        var answer = await SendAsync(
            new ClusterCall(HttpMethod.Patch, $"{Path(record.Address)}?{Writing}")
            {
                Body = SecretJson.Write(record), ContentType = ClusterCall.MergePatch,
            },
            attempt,
            cancellationToken);
        return answer.Status is 409 or 404
            ? throw new SecretConflictException(record.Address, answer.Message)
            : SecretJson.Read(Expect(answer, attempt, record));
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        if (connection.IsValueCreated)
        {
            connection.Value.Dispose();
        }
    }

    private static string Collection(string namespaceName) => $"/api/v1/namespaces/{namespaceName}/secrets";

    private static string Path(SecretAddress address) => $"{Collection(address.NamespaceName)}/{address.Name}";

    /// <summary>
    /// A Secret that is there already. When an answer was lost on the way, the attempt before may have made it: then it holds our values.
    /// </summary>
    private async Task<SecretCreation> FoundAsync(SecretRecord wanted, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(wanted.Address, cancellationToken)
            ?? throw new SecretConflictException(wanted.Address, "it was there, and then it was not");
        return new SecretCreation(found, SecretJson.SameKeys(wanted, found));
    }

    private async Task<bool> FindNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var attempt = $"find the namespace {name}";
        var answer = await SendAsync(new ClusterCall(HttpMethod.Get, $"/api/v1/namespaces/{name}"), attempt, cancellationToken);

        // Whoever may only look into namespaces, not at them, gets 403: then the list itself has shown that it can be worked in.
        return answer.Status is not 404 && (answer.Status == 403 || Expect(answer, attempt) is not null);
    }

    private async Task MakeNamespaceAsync(string name, CancellationToken cancellationToken)
    {
        var attempt = $"create the namespace {name}";
        var call = new ClusterCall(HttpMethod.Patch, $"/api/v1/namespaces/{name}?{Writing}")
        {
            Body = SecretJson.Namespace(name), ContentType = ClusterCall.Apply,
        };
        Expect(await SendAsync(call, attempt, cancellationToken), attempt);
    }

    private async Task<ClusterAnswer> SendAsync(ClusterCall call, string attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Value.SendAsync(call, cancellationToken);
        }
        catch (ClusterUnreachableException e)
        {
            throw new SecretStoreUnavailableException(attempt, connection.Value.Server, e.Message, e.InnerException);
        }
    }

    private System.Text.Json.Nodes.JsonObject Expect(ClusterAnswer answer, string attempt, SecretRecord? sent = null)
    {
        var reason = sent is null ? answer.Message : SecretJson.Mask(answer.Message, sent);
        return answer switch
        {
            { IsSuccess: true, Body: { } body } => body,
            { IsNamespaceEnding: true } when sent is not null =>
                throw new SecretNamespaceEndingException(attempt, sent.Address.NamespaceName),
            { Status: 401 or 403 } => throw new SecretStoreRefusedException(attempt, connection.Value.Server, answer.Status, reason),
            _ => throw new SecretRejectedException(attempt, connection.Value.Server, answer.Status, reason),
        };
    }
}
