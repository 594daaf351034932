using System.Reflection;
using System.Text.Json;
using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Config;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Events;
using FluentValidation;
using MediatR;
using MediatR.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dots.Application.Tests.Common;

public sealed class BehaviorTests
{
    private static readonly Guid RemovedContent = Guid.NewGuid();

    private readonly IWriteTransaction _transaction = Substitute.For<IWriteTransaction>();
    private readonly IWriteTurns _turns = Substitute.For<IWriteTurns>();
    private readonly IEventQuota _quota = Substitute.For<IEventQuota>();
    private readonly RequestHandlerDelegate<Unit> _next = Substitute.For<RequestHandlerDelegate<Unit>>();

    public static TheoryData<IBaseRequest, bool> Queries => new()
    {
        { new ListActivities("tea", null, null, Callers.Ada), true },
        { new ListActivities(" ", null, null, Callers.Ada), false },
        { new ListBoards("tea", null, null, null, null, null, Callers.Ada), true },
        { new ListBoards(null, "ada", null, null, null, null, Callers.Ada), false },
        { new ListHashes(Callers.Ada), true },
        { new ListEvents(null, null, null, [], Callers.Ada), true },
        { new GetBoard(1), false },
        { new DeleteBoard(1, null, Callers.Ada), false },
    };

    [Theory]
    [MemberData(nameof(Queries), DisableDiscoveryEnumeration = true)]
    public async Task PriorityBehavior_RunsTheHandlerAtALowPriority_WhenTheQueryIsExpensive(IBaseRequest request, bool isExpensive)
    {
        var lowPriority = new LowPriority();
        var method = typeof(BehaviorTests).GetMethod(nameof(HandleAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        var response = request.GetType().GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRequest<>));

        await (Task)method.MakeGenericMethod(request.GetType(), response.GetGenericArguments()[0]).Invoke(null, [lowPriority, request])!;

        lowPriority.Count.Should().Be(isExpensive ? 1 : 0);
    }

    [Fact]
    public async Task TransactionBehavior_RunsTheHandlerInsideTheTransaction_WhenTheRequestIsACommand()
    {
        using var caller = new CancellationTokenSource();
        var wasInside = false;
        var isInside = false;
        _transaction.RunAsync(
            Arg.Any<Func<Task<Unit>>>(),
            Arg.Is<IReadOnlyList<LockKey>>(keys => keys.SequenceEqual(new[] { LockKey.Board(1) })),
            caller.Token).Returns(async call =>
        {
            isInside = true;
            var result = await call.Arg<Func<Task<Unit>>>()();
            isInside = false;
            return result;
        });
        _next().Returns(_ =>
        {
            wasInside = isInside;
            return Unit.Task;
        });

        await new TransactionBehavior<DeleteBoard, Unit>(_transaction).Handle(new DeleteBoard(1, null, Callers.Ada), caller.Token, _next);

        wasInside.Should().BeTrue();
        await _next.Received(1)();
    }

    [Fact]
    public async Task TransactionBehavior_OpensNoTransaction_WhenTheRequestIsAQuery()
    {
        var next = Substitute.For<RequestHandlerDelegate<BoardDto>>();

        await new TransactionBehavior<GetBoard, BoardDto>(_transaction).Handle(new GetBoard(1), default, next);

        await next.Received(1)();
        _transaction.ReceivedCalls().Should().BeEmpty();
    }

    [Fact]
    public async Task ValidationBehavior_Continues_WhenTheRequestIsValid()
    {
        await new ValidationBehavior<DeleteBoard, Unit>([new Picky("fine", isValid: true)])
            .Handle(new DeleteBoard(1, null, Callers.Ada), default, _next);

        await _next.Received(1)();
    }

    [Fact]
    public async Task ValidationBehavior_ThrowsBeforeTheHandlerRuns_WhenTheRequestIsInvalid()
    {
        var validate = () => new ValidationBehavior<DeleteBoard, Unit>([new Picky("no", isValid: false)])
            .Handle(new DeleteBoard(1, null, Callers.Ada), default, _next);

        (await validate.Should().ThrowAsync<ValidationException>()).Which.Errors
            .Should().ContainSingle().Which.ErrorMessage.Should().Be("no");
        await _next.DidNotReceive()();
    }

    [Fact]
    public async Task TurnBehavior_HoldsTheTurnOfTheCaller_UntilTheCommandHasEnded()
    {
        var turn = Substitute.For<IDisposable>();
        _turns.EnterAsync(Callers.Ada, LockKey.Activity(Guid.Empty), default).Returns(turn);
        var command = new UpdateActivity(Guid.Empty, null, DocumentEdit.Replacement(JsonElement.Parse("{}")), Callers.Ada);

        await new TurnBehavior<UpdateActivity, DocumentDto>(_turns, _quota).Handle(command, default, () =>
        {
            turn.DidNotReceive().Dispose();
            return Task.FromResult<DocumentDto>(null!);
        });

        turn.Received(1).Dispose();
        Received.InOrder(() =>
        {
            _quota.ThrowIfUsedUp(Callers.Ada);
            _quota.Charge(Callers.Ada);
        });
    }

    [Fact]
    public async Task TurnBehavior_DoesNotWait_ForTheServersOwnCommands()
    {
        await new TurnBehavior<SweepPresence, Unit>(_turns, _quota).Handle(new SweepPresence([]), default, () => Unit.Task);

        _turns.ReceivedCalls().Should().BeEmpty();
    }

    [Fact]
    public void Pipeline_ValidatesAndPreparesBeforeTheTransaction_WhenTheRequestIsACommand()
    {
        using var services = NewServices(Substitute.For<IFileStore>());

        services.GetServices<IPipelineBehavior<UpdateActivity, DocumentDto>>().Select(behavior => behavior.GetType().GetGenericTypeDefinition())
            .Should().Equal(
                typeof(ValidationBehavior<,>),
                typeof(PriorityBehavior<,>),
                typeof(TurnBehavior<,>),
                typeof(RequestPreProcessorBehavior<,>),
                typeof(RequestPostProcessorBehavior<,>),
                typeof(TransactionBehavior<,>),
                typeof(QuotaBehavior<,>));
        services.GetServices<IRequestPreProcessor<UpdateActivity>>().Should().ContainSingle().Which.Should().BeOfType<UpdateActivityPreparation>();
        services.GetServices<IRequestPreProcessor<UpdateConfig>>().Should().ContainSingle().Which.Should().BeOfType<UpdateConfigPreparation>();
        services.GetServices<IRequestPreProcessor<DeleteActivity>>().Should().ContainSingle().Which.Should().BeOfType<DeleteActivityPreparation>();
        services.GetServices<IRequestPreProcessor<CreateActivity>>().Should().ContainSingle().Which.Should().BeOfType<CreateActivityPreparation>();
        services.GetServices<IRequestPreProcessor<DeleteBoard>>().Should().BeEmpty();
        services.GetServices<IRequestPostProcessor<SetAccess, AccessDto>>().Should().ContainSingle().Which.Should().BeOfType<SetAccessRevocation>();
        services.GetServices<IRequestPostProcessor<DeleteBoard, Unit>>().Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pipeline_ReleasesRemovedFiles_WhenTheDeleteHasCommitted(bool isRolledBack)
    {
        var store = Substitute.For<IFileStore>();
        var releasedBeforeCommit = false;
        _transaction.RunAsync(Arg.Any<Func<Task<Unit>>>(), Arg.Any<IReadOnlyList<LockKey>>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            var result = await call.Arg<Func<Task<Unit>>>()();
            releasedBeforeCommit = store.ReceivedCalls().Any();
            return isRolledBack ? throw new OverloadedException("The commit failed.") : result;
        });
        await using var services = NewServices(store);
        services.GetRequiredService<RemovedFiles>().ContentIds.Add(RemovedContent);
        IRequest<Unit>[] deletes = [new DeleteFile(Guid.Empty, "a", Callers.Ada), new DeleteActivity(Guid.Empty, null, Callers.Visitor)];

        foreach (var delete in deletes)
        {
            store.ClearReceivedCalls();
            var send = () => services.GetRequiredService<IMediator>().Send(delete);

            if (isRolledBack)
            {
                await send.Should().ThrowAsync<OverloadedException>();
                await store.DidNotReceiveWithAnyArgs().ReleaseAsync(default!);
            }
            else
            {
                await send();
                await store.Received(1).ReleaseAsync(Arg.Is<IReadOnlyCollection<Guid>>(ids => ids.Contains(RemovedContent)));
            }

            releasedBeforeCommit.Should().BeFalse();
        }
    }

    private ServiceProvider NewServices(IFileStore store)
    {
        var deleteFile = Substitute.For<IRequestHandler<DeleteFile, Unit>>();
        var deleteActivity = Substitute.For<IRequestHandler<DeleteActivity, Unit>>();
        deleteFile.Handle(default!, default).ReturnsForAnyArgs(Unit.Task);
        deleteActivity.Handle(default!, default).ReturnsForAnyArgs(Unit.Task);
        return new ServiceCollection()
            .AddLogging()
            .AddApplication()
            .AddSingleton(_transaction)
            .AddSingleton<ILowPriorityWork, LowPriority>()
            .AddSingleton(_turns)
            .AddSingleton(_quota)
            .AddSingleton(store)
            .AddSingleton(deleteFile)
            .AddSingleton(deleteActivity)
            .AddSingleton(Substitute.For<IActivityAccess>())
            .AddSingleton(Substitute.For<IAdministrators>())
            .AddSingleton(Substitute.For<IUserDirectory>())
            .AddSingleton(Substitute.For<IDotsDbContext>())
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
    }

    private sealed class Picky : AbstractValidator<DeleteBoard>
    {
        public Picky(string message, bool isValid) => RuleFor(delete => delete.Id).Must(_ => isValid).WithMessage(message);
    }

    private static Task HandleAsync<TRequest, TResponse>(ILowPriorityWork lowPriority, TRequest request)
        where TRequest : notnull =>
        new PriorityBehavior<TRequest, TResponse>(lowPriority).Handle(request, default, () => Task.FromResult<TResponse>(default!));
}
