using TutorPipeline.Infra.Aws;
using TutorPipeline.Infra.Model;

namespace TutorPipeline.Infra.Stacks;

/// <summary>A record of who talked to whom in the VPC.</summary>
internal static class NetworkFlowLogs
{
    /// <summary>Adds the flow log, the log group that keeps it, and the role that may write there.</summary>
    public static void Add(StackBuilder stack, NetworkSettings settings, AwsVpc vpc)
    {
        var group = stack.Add(new AwsCloudwatchLogGroup("flow_logs")
        {
            Name = $"/aws/vpc/{settings.Scope.Namespace}/flow-logs",
            RetentionInDays = settings.FlowLogRetentionDays,
        });
        var role = stack.Add(new AwsIamRole("flow_logs")
        {
            Name = $"{settings.Scope.Namespace}-flow-logs",
            AssumeRolePolicy = AccessPolicy.TrustOf("vpc-flow-logs.amazonaws.com", "sts:AssumeRole"),
        });
        stack.Add(new AwsIamRolePolicy("flow_logs")
        {
            Name = "write-flow-logs",
            Role = role.Name,
            Policy = AccessPolicy.Of(AccessPolicy.Allow(
                ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], Value.Format($"{group.Arn}:*"))),
        });
        stack.Add(new AwsFlowLog("main")
        {
            VpcId = vpc.Id,
            TrafficType = "ALL",
            LogDestinationType = "cloud-watch-logs",
            LogDestination = group.Arn,
            IamRoleArn = role.Arn,
        });
    }
}
