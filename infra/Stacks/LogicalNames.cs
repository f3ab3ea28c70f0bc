using System.Text;

namespace TutorPipeline.Infra.Stacks;

/// <summary>Makes names that engines take from names that AWS gave.</summary>
internal static class LogicalNames
{
    /// <summary><c>AmazonEKSClusterPolicy</c> becomes <c>amazon_eks_cluster_policy</c>, <c>user/ci</c> becomes <c>user_ci</c>.</summary>
    public static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                Separate(text);
                continue;
            }

            if (char.IsAsciiLetterUpper(letter) && StartsWord(name, index))
            {
                Separate(text);
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString().Trim('_');
    }

    // A capital starts a word after a small letter or digit, or when a small letter follows it: "EKSCluster" is two words.
    private static bool StartsWord(string name, int index) =>
        index > 0
        && (char.IsAsciiLetterLower(name[index - 1]) || char.IsAsciiDigit(name[index - 1])
            || (index + 1 < name.Length && char.IsAsciiLetterLower(name[index + 1])));

    private static void Separate(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != '_')
        {
            text.Append('_');
        }
    }
}
