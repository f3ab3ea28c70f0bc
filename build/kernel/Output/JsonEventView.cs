using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TutorPipeline.Kernel.Additions;
using TutorPipeline.Kernel.Events;

namespace TutorPipeline.Kernel.Output;

/// <summary>
/// For programs: one JSON object an event and a line on standard output, and nothing else there. Errors are said for people on
/// standard error.
/// </summary>
internal sealed class JsonEventView : IRunObserver, IDisposable
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = MakeEncoder() };

    private readonly RunRecord record;
    private readonly OutputOptions options;
    private readonly MaskedOutput output;
    private readonly ErrorLines errors;

    /// <summary>Waits for events.</summary>
    public JsonEventView(RunRecord record, OutputOptions options)
    {
        this.record = record;
        this.options = options;
        output = new MaskedOutput(options.Out, options.Masker);
        errors = new ErrorLines(options);
    }

    /// <inheritdoc/>
    public void Started(RunStarted started) => Write("runStarted", started.At, json =>
    {
        json.Json.WriteNumber("schemaVersion", 1);
        json.Text("environment", started.EnvironmentName);
        json.Json.WriteBoolean("dryRun", started.IsDryRun);
        json.Json.WriteNumber("parallelism", started.Parallelism);
        json.Texts("invoked", started.Invoked);
        json.Json.WriteStartArray("targets");
        foreach (var target in started.Plan)
            PlanJson.WriteTarget(json, target);
        json.Json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void TargetStarted(string target, DateTimeOffset at) => Write("targetStarted", at, json => json.Text("target", target));

    /// <inheritdoc/>
    public void Logged(LogLine line)
    {
        if (!EventText.IsSaid(line.Level, options.Request.Verbosity))
            return;
        Write("log", line.At, json =>
        {
            json.Text("target", line.Target);
            json.Json.WriteString("level", EventText.JsonName(line.Level));
            json.Text("message", line.Message);
        });
        if (line.Level == LogLevel.Error)
            errors.Write(line.Target, line.Message);
    }

    /// <inheritdoc/>
    public void Changed(ReportedChange change) => Write("change", record.Now, json =>
    {
        json.Text("target", change.Target);
        json.Text("kind", change.Kind);
        json.Text("subject", change.Subject);
        json.Text("detail", change.Detail);
    });

    /// <inheritdoc/>
    public void Gap(ReportedGap gap) => Write("notLookedAt", record.Now, json =>
    {
        json.Text("target", gap.Target);
        json.Text("what", gap.What);
        json.Text("why", gap.Why);
        json.Text("howToGet", gap.HowToGet);
    });

    /// <inheritdoc/>
    public void Finished(TargetFinished target)
    {
        Write("targetFinished", record.Now, json => WriteEnd(json, "target", target));
        if (target.Status == TargetStatus.Failed)
            errors.Write(target.Target, EventText.Failure(target));
    }

    /// <inheritdoc/>
    public void RunFinished(RunFinished finished) => Write("runFinished", finished.At, json =>
    {
        json.Json.WriteNumber("seconds", Durations.Seconds(finished.Duration));
        json.Json.WriteNumber("exitCode", finished.ExitCode);
        json.Text("interruptedBy", finished.InterruptedBy);
        json.Json.WriteStartArray("targets");
        foreach (var target in finished.Targets)
        {
            json.Json.WriteStartObject();
            WriteEnd(json, "name", target);
            json.Json.WriteEndObject();
        }

        json.Json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void Dispose() => errors.Dispose();

    private static void WriteEnd(MaskedJson json, string name, TargetFinished target)
    {
        json.Text(name, target.Target);
        json.Json.WriteString("status", EventText.JsonName(target.Status));
        json.Json.WriteNumber("seconds", Durations.Seconds(target.Duration));
        json.Text("note", target.Note);
        json.Failure("failure", target.Failure);
    }

    private void Write(string name, DateTimeOffset at, Action<MaskedJson> properties)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, OneLine))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteString("at", Durations.Moment(at));
            properties(new MaskedJson(json, options.Masker));
            json.WriteEndObject();
        }

        output.WriteAsIs(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    /// <summary>Escapes # too: GitHub's runner looks for <c>##[command]</c> anywhere in a line, so also inside of this JSON.</summary>
    private static JavaScriptEncoder MakeEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacters('#');
        return JavaScriptEncoder.Create(settings);
    }
}
