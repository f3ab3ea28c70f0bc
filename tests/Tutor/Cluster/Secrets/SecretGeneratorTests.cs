using CsCheck;
using TutorPipeline.Model;

namespace TutorPipeline.Tutor.Tests.Cluster.Secrets;

public static class SecretGeneratorTests
{
    [Fact]
    public static void Every_password_begins_with_a_letter_and_holds_nothing_that_needs_escaping() =>
        Gen.Int[SecretGenerator.ShortestLength, 200].Sample(length =>
        {
            Assert.Matches($"^[A-Za-z][A-Za-z0-9_.-]{{{length - 1}}}$", SecretGenerator.Password(length).Reveal());
            Assert.Matches($"^[A-Za-z][A-Za-z0-9]{{{length - 1}}}$", SecretGenerator.AlphanumericPassword(length).Reveal());
        });

    [Fact]
    public static void Every_character_of_the_alphabet_occurs_and_no_password_twice()
    {
        var passwords = Enumerable.Range(0, 500).Select(_ => SecretGenerator.Password(40).Reveal()).ToList();
        Assert.Equal(500, passwords.Distinct().Count());

        // 19,500 draws from 65 characters: that one is missing has a chance of 65 · e^-300.
        Assert.Equal(65, passwords.SelectMany(p => p.Skip(1)).Distinct().Count());
    }

    [Theory]
    [InlineData(11)]
    [InlineData(4097)]
    public static void Refuses_lengths_that_are_too_weak_or_senseless(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SecretGenerator.Password(length));

    [Fact]
    public static void Refuses_small_rsa_keys() => Assert.Throws<ArgumentOutOfRangeException>(() => SecretGenerator.RsaKey(1024));

    [Theory]
    [InlineData("", "x")]
    [InlineData("Prod", "x")]
    [InlineData("prod", "Bad_Name")]
    [InlineData("prod", "-x")]
    [InlineData("prod", "a..b")]
    public static void An_address_that_kubernetes_would_refuse_cannot_be_built(string namespaceName, string name) =>
        Assert.Throws<ArgumentException>(() => new SecretAddress(namespaceName, name));
}
