namespace Dots.Domain.Activities;

/// <summary>Well-formed JSON that cannot be an activity's document, or a change of one. The message is a sentence for the client.</summary>
public sealed class DocumentException(string message) : Exception(message);
