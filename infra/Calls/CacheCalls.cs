using TutorPipeline.Model;

namespace TutorPipeline.Infra.Calls;

/// <summary>A replication group of ElastiCache, as far as its token is concerned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Such as <c>available</c> or <c>modifying</c>.</param>
/// <param name="HasToken">Whether clients have to log in.</param>
/// <param name="IsTokenPending">Whether a change of the token is still under way.</param>
public sealed record ReplicationGroup(string Id, string Status, bool HasToken, bool IsTokenPending)
{
    /// <summary>Whether it takes changes now.</summary>
    public bool IsReady => Status == "available" && !IsTokenPending;
}

/// <summary>What happens to the token that was in force before.</summary>
public enum TokenStrategy
{
    /// <summary>It stays good beside the new one; a group without token lets clients in with and without.</summary>
    Rotate,

    /// <summary>Only the new one is good from then on.</summary>
    Set,
}

/// <summary>The operations of ElastiCache that the pipeline needs.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class CacheCalls(AwsCalls aws)
{
    private const string NotFound = "ReplicationGroupNotFoundFault";

    /// <summary>Reads a replication group.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The group, or null when there is none of that id.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<ReplicationGroup?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await aws.SendAsync(
                AwsCall.Query(AwsService.Cache, "DescribeReplicationGroups", Subject(id), [("ReplicationGroupId", id)]), cancellationToken);
            var group = answer.Xml().Entries("ReplicationGroups").FirstOrDefault();
            return group is null ? null : new ReplicationGroup(
                id,
                group.Text("Status") ?? string.Empty,
                group.Text("AuthTokenEnabled") == "true",
                group.Child("PendingModifiedValues")?.Text("AuthTokenStatus") is not null);
        }
        catch (AwsRefusedException exception) when (exception.Code == NotFound)
        {
            return null;
        }
    }

    /// <summary>Begins to change the token; the group is <c>modifying</c> until that is done.</summary>
    /// <param name="id">The replication group.</param>
    /// <param name="token">The new token: 16 to 128 characters.</param>
    /// <param name="strategy">What happens to the old one.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when the change has begun.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached; the message never holds the token.</exception>
    public Task ModifyTokenAsync(string id, Secret token, TokenStrategy strategy, CancellationToken cancellationToken) =>
        aws.SendAsync(
            AwsCall.Query(
                AwsService.Cache,
                "ModifyReplicationGroup",
                Subject(id),
                [
                    ("ReplicationGroupId", id), ("AuthToken", token.Reveal()), ("ApplyImmediately", "true"),
                    ("AuthTokenUpdateStrategy", strategy == TokenStrategy.Set ? "SET" : "ROTATE"),
                ],
                token),
            cancellationToken);

    private static string Subject(string id) => $"the replication group {id}";
}
