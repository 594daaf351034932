using Dots.Application.Boards;
using MediatR.Pipeline;

namespace Dots.Application.Solving;

/// <summary>Wakes this node's check of saved boards. Thread-safe; never blocks. A lost request costs latency, never a verdict: nodes poll as well.</summary>
public interface IVerdictRequests
{
    void Request();
}

/// <summary>Requests the check after the commit, so that it finds the board.</summary>
internal sealed class RequestVerdictAfterCommit(IVerdictRequests verdicts)
    : IRequestPostProcessor<CreateBoard, BoardDto>, IRequestPostProcessor<UpdateBoard, BoardDto>, IRequestPostProcessor<SeedStarterBoards, int>
{
    public Task Process(CreateBoard request, BoardDto response) => RequestAsync();

    public Task Process(UpdateBoard request, BoardDto response) => RequestAsync();

    public Task Process(SeedStarterBoards request, int response) => RequestAsync();

    private Task RequestAsync()
    {
        verdicts.Request();
        return Task.CompletedTask;
    }
}
