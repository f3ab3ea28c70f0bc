using TutorPipeline.Model.Environment;

namespace TutorPipeline.Tutor.Cluster.Initialization;

/// <summary>The tasks that the pipeline adds to Tutor's own.</summary>
public static class OwnTasks
{
    /// <summary>
    /// Gives the platform's own user of MySQL the password of its Secret, if there is such a user: Tutor makes it. The password stands in
    /// no argument and no log.
    /// </summary>
    /// <returns>The task.</returns>
    public static InitializationTask MySqlUser() => new(
        "lms",
        """
        python -c '
        import os
        import MySQLdb
        connection = MySQLdb.connect(
            host=os.environ["ADMIN_HOST"], port=int(os.environ["ADMIN_PORT"]), user=os.environ["ADMIN_USER"],
            password=os.environ["ADMIN_PASSWORD"],
        )
        cursor = connection.cursor()
        cursor.execute("ALTER USER IF EXISTS %s IDENTIFIED BY %s", (os.environ["OWN_USER"], os.environ["OWN_PASSWORD"]))
        print("MySQL: password of", os.environ["OWN_USER"])
        '
        """,
        [
            new("ADMIN_HOST", SecretNames.MySqlRoot, "MYSQL_HOST"), new("ADMIN_PORT", SecretNames.MySqlRoot, "MYSQL_PORT"),
            new("ADMIN_USER", SecretNames.MySqlRoot, "MYSQL_ROOT_USERNAME"), new("ADMIN_PASSWORD", SecretNames.MySqlRoot, "MYSQL_ROOT_PASSWORD"),
            new("OWN_USER", SecretNames.MySqlOpenEdx, "OPENEDX_MYSQL_USERNAME"),
            new("OWN_PASSWORD", SecretNames.MySqlOpenEdx, "OPENEDX_MYSQL_PASSWORD"),
        ])
    {
        Title = "the platform's user of MySQL",
    };

    /// <summary>
    /// Makes the platform's own user of MongoDB, or gives it the password of its Secret: Tutor does that for MySQL alone. What Amazon
    /// DocumentDB supports is enough (https://docs.aws.amazon.com/documentdb/latest/developerguide/mongo-apis.html).
    /// </summary>
    /// <param name="authorities">Where the image has the authorities of the server's certificate.</param>
    /// <returns>The task.</returns>
    public static InitializationTask MongoDbUser(string authorities = "/openedx/rds-bundle.pem") => new(
        "lms",
        $$"""
        python -c '
        import os
        import pymongo
        client = pymongo.MongoClient(
            host=os.environ["ADMIN_HOST"], port=int(os.environ["ADMIN_PORT"]), username=os.environ["ADMIN_USER"],
            password=os.environ["ADMIN_PASSWORD"], authSource="admin", tls=True, tlsCAFile="{{authorities}}", retryWrites=False,
        )
        name = os.environ["OWN_USER"]
        verb = "updateUser" if client.admin.command("usersInfo", name)["users"] else "createUser"
        roles = [dict(role="readWrite", db=os.environ["OWN_DATABASE"])]
        client.admin.command(verb, name, pwd=os.environ["OWN_PASSWORD"], roles=roles)
        print("MongoDB:", verb, name)
        '
        """,
        [
            new("ADMIN_HOST", SecretNames.MongoDbAdmin, "MONGODB_HOST"), new("ADMIN_PORT", SecretNames.MongoDbAdmin, "MONGODB_PORT"),
            new("ADMIN_USER", SecretNames.MongoDbAdmin, "MONGODB_USERNAME"), new("ADMIN_PASSWORD", SecretNames.MongoDbAdmin, "MONGODB_PASSWORD"),
            new("OWN_DATABASE", SecretNames.MongoDbOpenEdx, "MONGODB_DATABASE"), new("OWN_USER", SecretNames.MongoDbOpenEdx, "MONGODB_USERNAME"),
            new("OWN_PASSWORD", SecretNames.MongoDbOpenEdx, "MONGODB_PASSWORD"),
        ])
    {
        Title = "the platform's user of MongoDB",
    };

    /// <summary>
    /// Makes the first administrator, and gives it the Secret's password unless somebody has logged in as it already. The password reaches
    /// the pod from the Secret and stands in no argument.
    /// </summary>
    /// <returns>The task.</returns>
    public static InitializationTask Administrator() => new(
        "lms",
        """
        ./manage.py lms manage_user "$ADMIN_USER" "$ADMIN_EMAIL" --superuser --staff
        ./manage.py lms shell -c '
        import os
        from django.contrib.auth import get_user_model
        user = get_user_model().objects.get(username=os.environ["ADMIN_USER"])
        if user.last_login is None:
            user.set_password(os.environ["ADMIN_PASSWORD"])
            user.save()
        '
        """,
        [
            new("ADMIN_USER", "admin-edx", "ADMIN_USER"), new("ADMIN_EMAIL", "admin-edx", "ADMIN_EMAIL"),
            new("ADMIN_PASSWORD", "admin-edx", "ADMIN_PASSWORD"),
        ])
    {
        Title = "administrator",
    };

    /// <summary>Gives sites a theme, as the image has it.</summary>
    /// <param name="theme">The theme's folder.</param>
    /// <param name="hosts">The host names of LMS and Studio.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ArgumentException">The theme or a host has characters that no folder or host name has.</exception>
    public static InitializationTask Theme(string theme, IReadOnlyList<string> hosts)
    {
        foreach (var text in hosts.Append(theme))
        {
            foreach (var character in text)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.' or ':'))
                {
                    throw new ArgumentException(
                        $"'{text}' is no name of a theme or host: it has the character '{character}'.", nameof(theme));
                }
            }
        }

        return new InitializationTask(
            "lms",
            $"""
            ./manage.py lms shell -c '
            from django.contrib.sites.models import Site
            from openedx.core.djangoapps.theming.models import SiteTheme
            for host in "{string.Join(' ', hosts)}".split():
                site, _ = Site.objects.get_or_create(domain=host, defaults=dict(name=host[:50]))
                SiteTheme.objects.filter(site=site).delete()
                SiteTheme.objects.create(site=site, theme_dir_name="{theme}")
            '
            """,
            [])
        {
            Title = "theme",
        };
    }
}
