using Dots.Application.Activities.Documents;
using Dots.Application.Boards;
using Dots.Application.Common;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dots.Application.Tests.Common;

public sealed class BehaviorTests
{
    private readonly IWriteTransaction _transaction = Substitute.For<IWriteTransaction>();
    private readonly RequestHandlerDelegate<Unit> _next = Substitute.For<RequestHandlerDelegate<Unit>>();

    [Fact]
    public async Task TransactionBehavior_RunsACommandInsideTheTransaction()
    {
        using var caller = new CancellationTokenSource();
        var wasInside = false;
        var isInside = false;
        _transaction.RunAsync(
            Arg.Any<Func<Task<Unit>>>(),
            Arg.Is<IReadOnlyList<LockKey>>(subjects => subjects.SequenceEqual(new[] { LockKey.Board(1) })),
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
    public async Task TransactionBehavior_OpensNone_WhenTheRequestOnlyReads()
    {
        var next = Substitute.For<RequestHandlerDelegate<BoardDto>>();

        await new TransactionBehavior<GetBoard, BoardDto>(_transaction).Handle(new GetBoard(1), default, next);

        await next.Received(1)();
        _transaction.ReceivedCalls().Should().BeEmpty();
    }

    [Fact]
    public async Task ValidationBehavior_GoesOn_WhenNothingIsWrong()
    {
        await new ValidationBehavior<DeleteBoard, Unit>([new Picky("fine", isValid: true)])
            .Handle(new DeleteBoard(1, null, Callers.Ada), default, _next);

        await _next.Received(1)();
    }

    [Fact]
    public async Task ValidationBehavior_Throws_BeforeTheHandlerRuns()
    {
        var validate = () => new ValidationBehavior<DeleteBoard, Unit>([new Picky("no", isValid: false)])
            .Handle(new DeleteBoard(1, null, Callers.Ada), default, _next);

        (await validate.Should().ThrowAsync<ValidationException>()).Which.Errors
            .Should().ContainSingle().Which.ErrorMessage.Should().Be("no");
        await _next.DidNotReceive()();
    }

    [Fact]
    public void Pipeline_ValidatesAndPrepares_BeforeAnybodyWaitsForTheTransaction()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddApplication()
            .AddSingleton(_transaction)
            .AddSingleton(Substitute.For<IDotsDbContext>())
            .AddSingleton(TimeProvider.System)
            .BuildServiceProvider();

        services.GetServices<IPipelineBehavior<UpdateActivity, DocumentDto>>().Select(behavior => behavior.GetType().GetGenericTypeDefinition())
            .Should().Equal(typeof(ValidationBehavior<,>), typeof(PreparationBehavior<,>), typeof(TransactionBehavior<,>));
        services.GetServices<IPreparation<UpdateActivity>>().Should().ContainSingle().Which.Should().BeOfType<UpdateActivityPreparation>();
        services.GetServices<IPreparation<CreateActivity>>().Should().ContainSingle().Which.Should().BeOfType<CreateActivityPreparation>();
        services.GetServices<IPreparation<DeleteBoard>>().Should().BeEmpty();
    }

    [Fact]
    public async Task PreparationBehavior_PreparesFirst_AndGoesOn()
    {
        var preparation = Substitute.For<IPreparation<DeleteBoard>>();
        var request = new DeleteBoard(1, null, Callers.Ada);

        await new PreparationBehavior<DeleteBoard, Unit>([preparation]).Handle(request, default, _next);

        Received.InOrder(() =>
        {
            preparation.PrepareAsync(request, Arg.Any<CancellationToken>());
            _next();
        });
    }

    private sealed class Picky : AbstractValidator<DeleteBoard>
    {
        public Picky(string message, bool isValid) => RuleFor(delete => delete.Id).Must(_ => isValid).WithMessage(message);
    }
}
