using System.Xml.Linq;

namespace TutorPipeline.Infra.Calls;

/// <summary>Reads AWS's XML by local names: each service and version has a namespace of its own, which says nothing.</summary>
internal static class XmlReading
{
    extension(XElement element)
    {
        /// <summary>The child of a name, or null.</summary>
        public XElement? Child(string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

        /// <summary>The text of a child; null when it is not there or empty.</summary>
        public string? Text(string name) => element.Child(name)?.Value is { Length: > 0 } text ? text : null;

        /// <summary>All descendants of a name.</summary>
        public IEnumerable<XElement> All(string name) => element.Descendants().Where(e => e.Name.LocalName == name);

        /// <summary>The entries of a list, whatever the service calls them.</summary>
        public IEnumerable<XElement> Entries(string list) => element.All(list).FirstOrDefault()?.Elements() ?? [];
    }
}
