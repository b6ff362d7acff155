using System.Text;

namespace HtpasswdAuth.Tool.Tests;

/// <summary>A console in memory. Prompts are answered from a list.</summary>
internal sealed class TestConsole : IConsole
{
    private readonly Queue<string> _answers = new();

    public Dictionary<string, string> Environment { get; } = [];

    public List<string> Prompts { get; } = [];

    public Stream Input { get; set; } = Stream.Null;

    public Stream Output { get; init; } = new MemoryStream();

    public Stream Error { get; } = new MemoryStream();

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInputTerminal { get; init; }

    public Func<int>? CleanUp { get; private set; }

    public string OutputText => Encoding.UTF8.GetString(((MemoryStream)Output).ToArray());

    public string ErrorText => Encoding.UTF8.GetString(((MemoryStream)Error).ToArray());

    public static TestConsole WithInput(string text) => new() { Input = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    public TestConsole Answering(params string[] answers)
    {
        Array.ForEach(answers, _answers.Enqueue);
        return this;
    }

    public byte[] ReadPassword(string prompt)
    {
        Prompts.Add(prompt);
        return Encoding.UTF8.GetBytes(_answers.Dequeue());
    }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string? GetEnvironmentVariable(string name) => Environment.GetValueOrDefault(name);

    public void OnInterruption(Func<int> cleanUp) => CleanUp = cleanUp;

    public int Run(params string[] words) => Dispatcher.Run(new CommandLine("htauth", Array.ConvertAll(words, ByteText.FromText)), this);
}
