using System.Security.Cryptography;
using System.Text;

namespace TutorPipeline.Infra.Tests.Calls;

/// <summary>
/// Signature version 4, worked out anew from what was received
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
internal static class Signature
{
    /// <summary>The header that a request of this key has to carry.</summary>
    public static string Of(AskedCall call, string secretKey)
    {
        var (scope, signed) = Stated(call);
        var time = call.Headers["X-Amz-Date"]!;
        var headers = signed.Split(';').Select(name => $"{name}:{call.Headers[name]!.Trim()}\n");
        var canonical = $"{call.Method}\n{call.Path}\n\n{string.Concat(headers)}\n{signed}\n{Hash(call.Body)}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/').Skip(1))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope[(scope.IndexOf('/') + 1)..]}\n{Hash(canonical)}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return $"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders={signed}, Signature={signature}";
    }

    /// <summary>Region and service of the signature.</summary>
    public static string Scope(AskedCall call) => string.Join('/', Stated(call).Scope.Split('/')[2..4]);

    private static (string Scope, string SignedHeaders) Stated(AskedCall call)
    {
        var parts = call.Headers["Authorization"]!.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return (parts[1]["Credential=".Length..], parts[2]["SignedHeaders=".Length..]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
