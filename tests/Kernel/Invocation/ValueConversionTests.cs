using CsCheck;
using TutorPipeline.Kernel.Invocation;
using Xunit;

namespace TutorPipeline.Kernel.Tests.Invocation;

public sealed class ValueConversionTests
{
    private static readonly ConversionContext Plain = new("/home/somebody", null);

    private static Conversion Convert<T>(string text) => ValueConversion.FromWords([text], typeof(T), Plain);

    public static TheoryData<string, object> Good => new()
    {
        { "text", "text" },
        { string.Empty, string.Empty },
        { "-2147483648", int.MinValue },
        { "+5", 5 },
        { "9223372036854775807", long.MaxValue },
        { "-1.5e3", -1500.0 },
        { "TRUE", true },
        { "terraform", SampleEngine.Terraform },
        { "PULUMI", SampleEngine.Pulumi },
        { "26h", TimeSpan.FromHours(26) },
        { "30m", TimeSpan.FromMinutes(30) },
        { "1d2h3m4s", new TimeSpan(1, 2, 3, 4) },
        { "1.12:00:00", TimeSpan.FromHours(36) },
        { "red", SampleColour.Parse("red", null) },
        { "8c1f7d0e-9a8b-4c6d-8e5f-0a1b2c3d4e5f", Guid.Parse("8c1f7d0e-9a8b-4c6d-8e5f-0a1b2c3d4e5f") },
    };

    [Theory]
    [MemberData(nameof(Good), DisableDiscoveryEnumeration = true)]
    public void A_text_of_the_right_form_becomes_a_value(string text, object expected) =>
        Assert.Equal(new Conversion(expected, null), ValueConversion.FromWords([text], expected.GetType(), Plain));

    [Fact]
    public void Nullable_types_convert_like_their_own()
    {
        Assert.Equal(5, Convert<int?>("5").Value);
        Assert.Equal(SampleEngine.Pulumi, Convert<SampleEngine?>("pulumi").Value);
        Assert.Equal(false, Convert<bool?>("false").Value);
    }

    public static TheoryData<Type, string, string> Bad => new()
    {
        { typeof(int), "abc", "'abc' is not a whole number." },
        { typeof(int), "", "'' is not a whole number." },
        { typeof(int), " 5", "' 5' is not a whole number." },
        { typeof(int), "1,000", "'1,000' is not a whole number." },
        { typeof(int), "2147483648", "'2147483648' is out of range; give a whole number from -2147483648 to 2147483647." },
        {
            typeof(long),
            "9223372036854775808",
            "'9223372036854775808' is out of range; give a whole number from -9223372036854775808 to 9223372036854775807."
        },
        { typeof(double), "NaN", "'NaN' is not a number." },
        { typeof(double), "1,5", "'1,5' is not a number." },
        { typeof(bool), "1", "'1' is not true or false." },
        { typeof(SampleEngine), "1", "'1' is not allowed; give one of Terraform, Pulumi." },
        { typeof(SampleEngine), "ansible", "'ansible' is not allowed; give one of Terraform, Pulumi." },
        { typeof(TimeSpan), "5", "'5' is not a duration; give one such as 26h, 30m, 1h30m or 1.12:00:00." },
        { typeof(TimeSpan), "5w", "'5w' is not a duration; give one such as 26h, 30m, 1h30m or 1.12:00:00." },
        { typeof(TimeSpan), "3m2h", "'3m2h' is not a duration; give one such as 26h, 30m, 1h30m or 1.12:00:00." },
        { typeof(TimeSpan), "9999999d", "'9999999d' is not a duration; give one such as 26h, 30m, 1h30m or 1.12:00:00." },
        { typeof(SampleColour), "green", "'green' is not allowed; a colour is red or blue." },
        { typeof(AbsolutePath), "", "'' is not a path." },
        { typeof(string[]), "", "" },
        { typeof(int), "two\nlines\u001b", "'two\\nlines\\u001b' is not a whole number." },
        { typeof(int), "\u202e5\u2028", "'\\u202e5\\u2028' is not a whole number." },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_text_of_the_wrong_form_is_answered_with_what_is_allowed(Type type, string text, string fault) =>
        Assert.Equal(fault, ValueConversion.FromWords([text], type, Plain).Fault ?? string.Empty);

    [Fact]
    public void A_path_starts_from_the_folder_it_is_read_in()
    {
        Assert.Equal(AbsolutePath.Create("/home/somebody/a"), Convert<AbsolutePath>("./b/../a").Value);
        Assert.Equal(AbsolutePath.Create("/etc"), Convert<AbsolutePath>("/etc").Value);
    }

    [Theory]
    [InlineData(null, new[] { "a,b", "c" }, new[] { "a,b", "c" })]
    [InlineData(",", new[] { "a, b", "c" }, new[] { "a", "b", "c" })]
    [InlineData(",", new[] { "" }, new string[0])]
    [InlineData(null, new[] { "" }, new string[0])]
    public void Lists_are_words_or_separated_texts(string? separator, string[] words, string[] expected)
    {
        var context = Plain with { Separator = separator };

        Assert.Equal(expected, ValueConversion.FromWords(words, typeof(string[]), context).Value);
        Assert.Equal(expected, ValueConversion.FromWords(words, typeof(IReadOnlyList<string>), context).Value);
    }

    [Fact]
    public void A_wrong_item_is_named() =>
        Assert.Equal("'x' is not a whole number.", ValueConversion.FromWords(["1", "x"], typeof(int[]), Plain).Fault);

    [Fact]
    public void An_object_can_be_given_as_json_text()
    {
        Assert.Equal(new SampleRule("web", 443), Convert<SampleRule>("""{"name":"web","port":443}""").Value);
        Assert.StartsWith(
            "'web' is not the JSON object that is wanted here: ", Convert<SampleRule>("web").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_survive_the_way_through_text() => Gen.Int.Sample(number =>
        (int)Convert<int>(number.ToString(System.Globalization.CultureInfo.InvariantCulture)).Value! == number);

    [Fact]
    public void Durations_survive_the_way_through_text() => Gen.Long[0, TimeSpan.FromDays(900_000).Ticks].Sample(ticks =>
    {
        var duration = TimeSpan.FromTicks(ticks);
        return (TimeSpan)Convert<TimeSpan>(DefaultValue.Scalar(duration, null)!).Value! == duration;
    });

    [Fact]
    public void No_text_makes_a_conversion_throw() => Gen.Select(
            Gen.String,
            Gen.OneOf(
                typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(bool), typeof(TimeSpan), typeof(SampleEngine),
                typeof(AbsolutePath), typeof(SampleColour), typeof(SampleRule), typeof(string[]), typeof(Guid)))
        .Sample((text, type) =>
        {
            var converted = ValueConversion.FromWords([text], type, Plain);
            return (converted.Fault is null) != (converted.Value is null)
                   && converted.Fault?.Contains('\n', StringComparison.Ordinal) != true;
        });
}
