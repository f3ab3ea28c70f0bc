namespace TutorPipeline.Model.Environment;

/// <summary>Gathers what does not fit, so that everything is said at once.</summary>
internal sealed class FaultList
{
    private readonly List<SettingFault> faults = [];

    /// <summary>All of it, in the order of the checks.</summary>
    public IReadOnlyList<SettingFault> Faults => faults;

    /// <summary>Adds one.</summary>
    public void Add(string parameter, string message) => faults.Add(new SettingFault(parameter, message));

    /// <summary>Adds one unless it holds.</summary>
    public void Unless(bool isRight, string parameter, string message)
    {
        if (!isRight)
        {
            Add(parameter, message);
        }
    }

    /// <summary>A number must be within limits.</summary>
    public void Range(string parameter, int value, int least, int most, string unit) =>
        Unless(value >= least && value <= most, parameter, $"'{value}' is not allowed; give {least} to {most} {unit}.");

    /// <summary>Each value may be there only once.</summary>
    public void Once<T>(string parameter, IReadOnlyList<T> values)
    {
        for (var i = 1; i < values.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Unless(!Equals(values[i], values[j]), parameter, $"'{values[i]}' stands there more than once; name each once.");
            }
        }
    }
}
