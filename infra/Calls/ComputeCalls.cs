using System.Globalization;
using System.Xml.Linq;

namespace TutorPipeline.Infra.Calls;

/// <summary>An EBS volume.</summary>
/// <param name="Id">Its id, such as <c>vol-0123456789abcdef0</c>.</param>
/// <param name="State">Such as <c>available</c> or <c>in-use</c>.</param>
/// <param name="Gibibytes">Its size.</param>
/// <param name="Instance">The instance it is attached to, or null.</param>
/// <param name="GoesWithInstance">Whether it is deleted when its instance ends.</param>
public sealed record Volume(string Id, string State, int Gibibytes, string? Instance, bool GoesWithInstance);

/// <summary>The operations of EC2 that the pipeline needs for what a cluster leaves behind.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class ComputeCalls(AwsCalls aws)
{
    private const string NotFound = "InvalidVolume.NotFound";
    private const string NoGroup = "InvalidGroup.NotFound";

    /// <summary>Reads a volume.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The volume, or null when it is gone.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<Volume?> FindAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await aws.SendAsync(
                AwsCall.Query(AwsService.Compute, "DescribeVolumes", Subject(id), [("VolumeId.1", id)]), cancellationToken);
            return answer.Xml().Entries("volumeSet").FirstOrDefault() is { } volume ? Read(id, volume) : null;
        }
        catch (AwsRefusedException exception) when (exception.Code == NotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes a volume; one that is gone already is no error.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A task that ends when AWS has taken the request.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await aws.SendAsync(AwsCall.Query(AwsService.Compute, "DeleteVolume", Subject(id), [("VolumeId", id)]), cancellationToken);
        }
        catch (AwsRefusedException exception) when (exception.Code == NotFound)
        {
            // Somebody else, such as the cluster's own driver, was faster.
        }
    }

    /// <summary>Whether a security group exists.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<bool> HasSecurityGroupAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await aws.SendAsync(
                AwsCall.Query(AwsService.Compute, "DescribeSecurityGroups", Group(id), [("GroupId.1", id)]), cancellationToken);
            return answer.Xml().Entries("securityGroupInfo").Any();
        }
        catch (AwsRefusedException exception) when (exception.Code == NoGroup)
        {
            return false;
        }
    }

    /// <summary>Deletes a security group unless something still uses it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="AwsCallException">AWS refused, or could not be reached.</exception>
    public async Task<bool> DeleteSecurityGroupAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await aws.SendAsync(AwsCall.Query(AwsService.Compute, "DeleteSecurityGroup", Group(id), [("GroupId", id)]), cancellationToken);
            return true;
        }
        catch (AwsRefusedException exception) when (exception.Code is NoGroup or "DependencyViolation")
        {
            return exception.Code == NoGroup;
        }
    }

    private static Volume? Read(string id, XElement volume)
    {
        var attachment = volume.Entries("attachmentSet").FirstOrDefault();
        var state = volume.Text("status") ?? string.Empty;
        return state is "deleting" or "deleted" ? null : new Volume(
            id,
            state,
            int.TryParse(volume.Text("size"), CultureInfo.InvariantCulture, out var size) ? size : 0,
            attachment?.Text("instanceId"),
            attachment?.Text("deleteOnTermination") == "true");
    }

    private static string Group(string id) => $"the security group {id}";

    private static string Subject(string id) => $"the volume {id}";
}
