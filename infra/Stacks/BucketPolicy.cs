using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Writes statements of bucket policies.</summary>
internal static class BucketPolicy
{
    /// <summary>The ARN of a bucket.</summary>
    public static Value<string> Arn(StackScope scope, Value<string> bucket) => Value.Format($"arn:{scope.Partition}:s3:::{bucket}");

    /// <summary>The ARN of everything in a bucket.</summary>
    public static Value<string> ArnOfObjects(StackScope scope, Value<string> bucket) =>
        Value.Format($"arn:{scope.Partition}:s3:::{bucket}/*");

    /// <summary>Refuses requests without TLS, whoever makes them.</summary>
    public static Document DenyPlainHttp(StackScope scope, Value<string> bucket) => Document.Map(
        ("Sid", "DenyPlainHttp"),
        ("Effect", "Deny"),
        ("Principal", "*"),
        ("Action", "s3:*"),
        ("Resource", Document.List(Arn(scope, bucket), ArnOfObjects(scope, bucket))),
        ("Condition", Document.Map(("Bool", Document.Map(("aws:SecureTransport", "false"))))));

    /// <summary>Lets one CloudFront distribution read what is in a bucket.</summary>
    public static Document AllowDistribution(StackScope scope, Value<string> bucket, Value<string> distributionArn) => Document.Map(
        ("Sid", "AllowDistribution"),
        ("Effect", "Allow"),
        ("Principal", Document.Map(("Service", "cloudfront.amazonaws.com"))),
        ("Action", "s3:GetObject"),
        ("Resource", ArnOfObjects(scope, bucket)),
        ("Condition", Document.Map(("StringEquals", Document.Map(("AWS:SourceArn", distributionArn))))));
}
