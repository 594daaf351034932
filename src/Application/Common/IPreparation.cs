namespace Dots.Application.Common;

/// <summary>What can be done for a command before its transaction, for which all writers wait.</summary>
internal interface IPreparation<in TCommand>
{
    /// <summary>
    /// Leaves what it found in the command. Whether it is still good is the handler's to see: others write meanwhile. What is wrong with the
    /// command may be left to the handler as well.
    /// </summary>
    Task PrepareAsync(TCommand command, CancellationToken cancellationToken);
}
