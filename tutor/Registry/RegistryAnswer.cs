using System.Net;
using System.Text.Json;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Registry;

/// <summary>Reads what a registry says when it does not do what it was asked for.</summary>
internal static class RegistryAnswer
{
    private const string NextStep = "Check the AWS credentials, or RegistryUser and RegistryPassword, and that they may read and write this repository.";

    public static bool IsForLogin(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public static async Task<PipelineException> FaultAsync(
        HttpResponseMessage response, string what, RegistryAddress address, CancellationToken cancellationToken)
    {
        var said = Words(await response.Content.ReadAsStringAsync(cancellationToken));
        var where = address.Base.Authority;
        return IsForLogin(response)
            ? new RegistryLoginException(what, $"{where} does not accept the login (HTTP {(int)response.StatusCode}{Then(said)})", NextStep)
            : new RegistryRefusedException(what, $"{where} answered HTTP {(int)response.StatusCode}{Then(said)}");
    }

    private static string Then(string? said) => said is null ? string.Empty : $", {said.TrimEnd('.')}";

    // {"errors":[{"code":"TAG_INVALID","message":"…"}]}
    private static string? Words(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var error = answer.RootElement.GetProperty("errors")[0];
            var code = error.GetProperty("code").GetString();
            return error.TryGetProperty("message", out var message) ? $"{code}: {message.GetString()}" : code;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
