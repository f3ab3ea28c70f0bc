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

/// <summary>The operations of EC2 that the pipeline needs for volumes.</summary>
/// <param name="aws">Sends the calls.</param>
public sealed class VolumeCalls(AwsCalls aws)
{
    private const string NotFound = "InvalidVolume.NotFound";

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

    private static string Subject(string id) => $"the volume {id}";
}
