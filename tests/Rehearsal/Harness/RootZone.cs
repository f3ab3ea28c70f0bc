using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace TutorPipeline.Rehearsal.Harness;

/// <summary>The hosted zone of the root domain, which whoever owns the domain has before the pipeline comes.</summary>
internal static class RootZone
{
    public static async Task<string> MakeAsync(Uri aws, string domain, string region, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(aws, "/2013-04-01/hostedzone"))
        {
            Content = new StringContent(
                "<CreateHostedZoneRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">"
                + $"<Name>{SecurityElement.Escape(domain)}</Name>"
                + $"<CallerReference>{Guid.NewGuid():n}</CallerReference></CreateHostedZoneRequest>",
                Encoding.UTF8,
                "text/xml"),
        };

        // moto reads the service from the signature's scope, and checks no signature.
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=rehearsal/20260101/{region}/route53/aws4_request, SignedHeaders=host, Signature=none");
        using var response = await client.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? $"Made the hosted zone {domain}, as its owner would have before."
            : throw new HarnessException($"The stand-in for AWS did not make the hosted zone {domain}: "
                + await response.Content.ReadAsStringAsync(cancellationToken));
    }
}
