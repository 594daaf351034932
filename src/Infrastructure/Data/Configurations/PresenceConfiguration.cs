using Dots.Domain.Activities;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class ParticipantConfiguration : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.HasKey(participant => new { participant.ActivityId, participant.UserId });
        builder.HasOne<Account>().WithMany().HasForeignKey(participant => participant.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(participant => participant.LeavesAt);
    }
}

internal sealed class OpenSocketConfiguration : IEntityTypeConfiguration<PresenceLease>
{
    public void Configure(EntityTypeBuilder<PresenceLease> builder)
    {
        builder.ToTable("open_sockets");
        builder.HasKey(socket => socket.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(socket => socket.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(socket => new { socket.ActivityId, socket.UserId });
        builder.HasIndex(socket => socket.SeenAt);
    }
}
