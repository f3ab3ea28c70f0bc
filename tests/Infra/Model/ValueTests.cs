using System.Reflection;
using TutorPipeline.Infra.Model;
using Xunit;

namespace TutorPipeline.Infra.Tests.Model;

public static class ValueTests
{
    [Fact]
    public static void Refuses_a_reference_inside_a_plain_string_and_says_what_to_write()
    {
        var box = new Box("main");

        var refusal = Assert.Throws<ArgumentException>(() => new Box("other") { Name = $"{box.Id}-copy" });

        Assert.Equal(
            "A reference was put into a plain C# string, where it would become literal text: "
            + "\"⟨unknown until applied: test_box.main.id⟩-copy\". "
            + "Write Value.Format($\"…\") around the interpolated string, so that it stays a reference.",
            refusal.Message);
    }

    [Fact]
    public static void Reading_a_property_gives_a_reference_even_when_it_was_set_to_a_literal()
    {
        var box = new Box("main") { Name = "known" };

        Assert.Equal("⟨unknown until applied: test_box.main.name⟩", box.Name.ToString());
    }

    [Fact]
    public static void Reading_a_block_gives_references_into_it()
    {
        var box = new Box("main") { Lid = new() { Colour = "red" } };

        Assert.Equal("⟨unknown until applied: test_box.main.lid[0].colour⟩", box.Lid!.Colour.ToString());
        Assert.Equal("⟨unknown until applied: test_box.main.flap[2].colour⟩", box.Flap[2].Colour.ToString());
    }

    [Fact]
    public static void Refuses_to_read_from_a_block_that_belongs_to_nothing()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => new BoxLid { Colour = "red" }.Colour);

        Assert.Contains("'colour' was read from a block before it belongs to a resource", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void Format_of_literals_alone_is_a_literal() =>
        Assert.Equal("a-1-b", Value.Format($"a-{1}-{"b"}").ToString());

    [Fact]
    public static void An_unknown_list_cannot_be_gone_through()
    {
        var box = new Box("main");

        var refusal = Assert.Throws<InvalidOperationException>(() => box.Serials.GetEnumerator());

        Assert.Contains("take one item by its index", refusal.Message, StringComparison.Ordinal);
    }

    // The compiler picks conversions from exactly these operators: what is not among them does not compile.
    [Theory]
    [InlineData(typeof(Value<string>), typeof(string))]
    [InlineData(typeof(Value<double>), typeof(double))]
    [InlineData(typeof(Value<bool>), typeof(bool))]
    public static void A_value_takes_literals_of_its_own_type_only(Type value, Type literal)
    {
        var from = value.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name is "op_Implicit" or "op_Explicit")
            .Select(method => method.GetParameters()[0].ParameterType);

        Assert.Equal([literal], from);
    }

    [Fact]
    public static void A_reference_of_one_type_is_no_value_of_another()
    {
        Assert.True(typeof(Value<string>).IsAssignableFrom(typeof(Reference<string>)));
        Assert.False(typeof(Value<double>).IsAssignableFrom(typeof(Reference<string>)));
        Assert.False(typeof(ListValue<string>).IsAssignableFrom(typeof(Reference<string>)));
        Assert.False(typeof(Value<string>).IsAssignableFrom(typeof(ListReference<string>)));
    }

    [Fact]
    public static void A_secret_for_write_only_arguments_fits_nowhere_else() =>
        Assert.False(typeof(Value).IsAssignableFrom(typeof(SecretInput)));
}
