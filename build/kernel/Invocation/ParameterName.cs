using System.Text;

namespace TutorPipeline.Kernel.Invocation;

/// <summary>The three spellings of a parameter: the member's, the option's and the environment variable's.</summary>
internal static class ParameterName
{
    /// <summary>What the name of every environment variable that is read begins with.</summary>
    public const string VariablePrefix = "NUKE_";

    // Names whose inner capitals separate nothing.
    private static readonly string[] OneWord =
    [
        "OpenEdx", "OpenEdX", "EdX", "GitHub", "MySql", "MongoDb", "MongoDB", "DocumentDb", "DocumentDB", "NuGet", "XBlock",
        "IPv4", "IPv6",
    ];

    /// <summary>The form in which names are compared: lower case, without dashes.</summary>
    public static string Normalise(string name)
    {
        if (IsNormal(name))
        {
            return name;
        }

        var builder = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c != '-')
            {
                builder.Append(char.ToLowerInvariant(c));
            }
        }

        return builder.ToString();
    }

    /// <summary><c>MySqlPort</c> becomes <c>--mysql-port</c>.</summary>
    public static string ToOption(string name) => "--" + Join(name, '-').ToLowerInvariant();

    /// <summary><c>MySqlPort</c> becomes <c>NUKE_MYSQL_PORT</c>.</summary>
    public static string ToVariable(string name) => VariablePrefix + Join(name, '_').ToUpperInvariant();

    /// <summary><c>IConfigureImage</c> becomes <c>Configure image</c>.</summary>
    public static string ToHeading(Type type)
    {
        var isPrefixed = type.IsInterface && type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1]);
        var name = isPrefixed ? type.Name[1..] : type.Name;
        var words = Join(name, ' ').Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            // GitHub and EKS stay as they are.
            words[i] = words[i].AsSpan(1).ContainsAnyInRange('A', 'Z') ? words[i] : words[i].ToLowerInvariant();
        }

        return string.Join(' ', words);
    }

    /// <summary>Whether both names are equal when only letters and digits count and case does not.</summary>
    public static bool EqualByLettersAndDigits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var l = 0;
        var r = 0;
        while (true)
        {
            while (l < left.Length && !char.IsLetterOrDigit(left[l]))
            {
                l++;
            }

            while (r < right.Length && !char.IsLetterOrDigit(right[r]))
            {
                r++;
            }

            if (l == left.Length || r == right.Length)
            {
                return l == left.Length && r == right.Length;
            }

            if (char.ToLowerInvariant(left[l++]) != char.ToLowerInvariant(right[r++]))
            {
                return false;
            }
        }
    }

    private static bool IsNormal(string name)
    {
        foreach (var c in name)
        {
            if (c == '-' || char.ToLowerInvariant(c) != c)
            {
                return false;
            }
        }

        return true;
    }

    private static string Join(string name, char separator)
    {
        var builder = new StringBuilder(name.Length + 8);
        var position = 0;
        while (position < name.Length)
        {
            var end = EndOfWord(name, position);
            if (builder.Length > 0)
            {
                builder.Append(separator);
            }

            builder.Append(name, position, end - position);
            position = end;
            while (position < name.Length && !char.IsLetterOrDigit(name[position]))
            {
                position++;
            }
        }

        return builder.ToString();
    }

    private static int EndOfWord(string name, int start)
    {
        foreach (var word in OneWord)
        {
            var end = start + word.Length;
            if (name[start] == word[0]
                && string.CompareOrdinal(name, start, word, 0, word.Length) == 0
                && (end == name.Length || !char.IsLower(name[end])))
            {
                return end;
            }
        }

        var position = start + 1;
        while (position < name.Length && !BeginsWord(name, position))
        {
            position++;
        }

        return position;
    }

    private static bool BeginsWord(string name, int position)
    {
        var c = name[position];
        if (!char.IsLetterOrDigit(c))
        {
            return true;
        }

        return char.IsUpper(c)
               && (!char.IsUpper(name[position - 1]) || (position + 1 < name.Length && char.IsLower(name[position + 1])));
    }
}
