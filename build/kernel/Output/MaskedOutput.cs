namespace TutorPipeline.Kernel.Output;

/// <summary>A stream of text shared by threads: every block leaves masked and in one write.</summary>
internal sealed class MaskedOutput(TextWriter writer, SecretMasker masker)
{
    private readonly Lock gate = new();

    /// <summary>Writes a block that ends with a line break.</summary>
    public void Write(string block) => WriteAsIs(masker.Mask(block));

    /// <summary>Writes a block whose texts are masked already and whose frame must stay as it is.</summary>
    public void WriteAsIs(string block)
    {
        lock (gate)
        {
            writer.Write(block);
            writer.Flush();
        }
    }
}
