using Dots.Application.Accounts;
using Dots.Application.Common;
using Microsoft.Extensions.Options;

namespace Dots.Web.Identity;

/// <summary>The users that the operator has named as administrators.</summary>
internal sealed class Administrators(IOptions<AdministratorOptions> options) : IAdministrators
{
    public bool Contains(User user) => Contains(user.Username);

    public bool Contains(string username)
    {
        var folded = NameFolding.Fold(username);
        return options.Value.Admins.Any(admin => NameFolding.Fold(admin) == folded);
    }
}
