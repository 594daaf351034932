using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dots.Infrastructure.Data.Configurations;

internal sealed class FileConfiguration : IEntityTypeConfiguration<ActivityFile>
{
    public void Configure(EntityTypeBuilder<ActivityFile> builder)
    {
        builder.ToTable("files");
        builder.HasKey(file => new { file.ActivityId, file.Name });
        builder.HasIndex(file => file.UploaderUsername);
        builder.Property(file => file.Name).HasMaxLength(ActivityFile.MaxNameLength);
        builder.Property(file => file.ContentType).HasMaxLength(ActivityFile.MaxContentTypeLength);
        builder.ComplexProperty(file => file.Content, content =>
        {
            content.Property(c => c.Id).HasColumnName("content_id");
            content.Property(c => c.Size).HasColumnName("size");
            content.Property(c => c.Sha256).HasColumnName("sha256").HasMaxLength(64);
            content.Property(c => c.Md5).HasColumnName("md5").HasMaxLength(32);
        });
    }
}
